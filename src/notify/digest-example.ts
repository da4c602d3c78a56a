import type { Digest, Notice, PlannedStep } from '../app/notices/digest.ts';
import type { Recipients } from '../app/ports/channel.ts';
import type { AccessKeyId, AccountId } from '../core/keys.ts';
import { defaultPolicy } from '../core/policy.ts';
import { type Instant, instant } from '../core/time.ts';

export const at = (iso: string): Instant => instant(Date.parse(iso));
export const keyId = (text: string): AccessKeyId => text as AccessKeyId;

/** A digest for tests: the owner of `deploy-bot` is told of a new key, unless `change` says otherwise. */
export const digestExample = (change: Partial<Digest> = {}): Digest => ({
  account: { id: '123456789012' as AccountId, name: 'payments' },
  partition: 'aws',
  at: at('2027-03-03T09:00:00Z'),
  isDryRun: false,
  policy: defaultPolicy,
  notices: [noticeExample()],
  ...change,
});

export const recipientsExample = (change: Partial<Recipients> = {}): Recipients => ({
  from: 'keys@example.com',
  to: ['payments@example.com'],
  cc: [],
  ...change,
});

export const noticeExample = (change: Partial<Notice> = {}): Notice => ({
  kind: 'TELL',
  user: { name: 'deploy-bot', arn: 'arn:aws:iam::123456789012:user/deploy-bot' },
  key: keyId('AKIANEW0EXAMPLE00001'),
  otherKey: keyId('AKIAOLD0EXAMPLE00001'),
  secret: {
    arn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:Account_123456789012_User_deploy-bot_AccessKey-AbCdEf',
    region: 'eu-west-1',
  },
  on: at('2027-03-13T03:00:00Z'),
  lastUsedAt: undefined,
  reason: 'successor-ready',
  isReadUnproven: false,
  ...change,
});

/** The old key will be deactivated. */
export const warnExample = (change: Partial<Notice> = {}): Notice =>
  noticeExample({
    kind: 'WARN',
    key: keyId('AKIAOLD0EXAMPLE00001'),
    otherKey: keyId('AKIANEW0EXAMPLE00001'),
    on: at('2027-03-10T03:00:00Z'),
    lastUsedAt: at('2027-02-11T16:20:00Z'),
    reason: 'grace-ending',
    ...change,
  });

/** A key that nobody uses will be deactivated, without a successor. */
export const policyWarnExample = (change: Partial<Notice> = {}): Notice =>
  warnExample({
    user: { name: 'reporting', arn: 'arn:aws:iam::123456789012:user/reporting' },
    key: keyId('AKIAIDLEEXAMPLE00002'),
    otherKey: undefined,
    secret: undefined,
    lastUsedAt: at('2026-10-02T05:41:00Z'),
    reason: 'idle-key',
    ...change,
  });

export const remindExample = (change: Partial<Notice> = {}): Notice =>
  warnExample({
    kind: 'REMIND',
    on: undefined,
    lastUsedAt: at('2027-03-02T22:10:00Z'),
    reason: 'old-key-in-use',
    ...change,
  });

/** The inactive old key will be deleted. */
export const announceExample = (change: Partial<Notice> = {}): Notice =>
  warnExample({ kind: 'ANNOUNCE', secret: undefined, reason: 'recovery-ending', ...change });

/** What a dry run would have done to `deploy-bot`. */
export const plannedExample = (change: Partial<PlannedStep> = {}): PlannedStep => ({
  user: { name: 'deploy-bot', arn: 'arn:aws:iam::123456789012:user/deploy-bot' },
  step: 'ROTATE',
  key: keyId('AKIAOLD0EXAMPLE00001'),
  reason: 'key-due',
  ...change,
});

/** A dry run, in which one user of each sort would have been acted on. */
export const dryRunExample = (change: Partial<Digest> = {}): Digest =>
  digestExample({
    isDryRun: true,
    notices: [],
    planned: [
      plannedExample(),
      plannedExample({ step: 'DEACTIVATE', reason: 'successor-adopted' }),
      plannedExample({ step: 'DELETE', reason: 'recovery-over' }),
      plannedExample({ step: 'WARN', reason: 'grace-ending' }),
    ],
    ...change,
  });
