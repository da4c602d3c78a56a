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
  isUnlessUsed: false,
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
    isUnlessUsed: true,
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
    isUnlessUsed: false,
    reason: 'old-key-in-use',
    ...change,
  });

/** The inactive old key will be deleted. */
export const announceExample = (change: Partial<Notice> = {}): Notice =>
  warnExample({ kind: 'ANNOUNCE', secret: undefined, isUnlessUsed: false, reason: 'recovery-ending', ...change });

/** The old key was deactivated, in the run of the digest. */
export const deactivatedExample = (change: Partial<Notice> = {}): Notice =>
  warnExample({
    kind: 'TELL_DEACTIVATED',
    on: at('2027-03-13T09:00:00Z'),
    isUnlessUsed: false,
    reason: 'the successor is in place, the owner told and warned, the grace over',
    ...change,
  });

/** A person undid the deactivation. */
export const reactivatedExample = (change: Partial<Notice> = {}): Notice =>
  deactivatedExample({
    kind: 'TELL_REACTIVATED',
    reason: 'somebody re-activated key AKIAOLD0EXAMPLE00001: its clocks start again',
    ...change,
  });

/** A person lets a role read the secret for a while. */
export const handoverExample = (change: Partial<Notice> = {}): Notice =>
  noticeExample({
    kind: 'TELL_HANDOVER',
    otherKey: keyId('AKIANEW0EXAMPLE00001'),
    on: at('2027-03-04T09:00:00Z'),
    reason: 'a person asked for it by `keyturn handover`',
    reader: 'arn:aws:iam::123456789012:role/ops/on-call',
    ...change,
  });

/** Nobody fetched the last key: it is the one of the secret. */
export const askExample = (change: Partial<Notice> = {}): Notice =>
  noticeExample({
    kind: 'ASK',
    otherKey: keyId('AKIANEW0EXAMPLE00001'),
    on: undefined,
    reason: 'nobody is known to have fetched or used the last key, AKIANEW0EXAMPLE00001: no further one is made',
    remedy:
      'the owner: fetch the key from the secret and use it, or delete AKIANEW0EXAMPLE00001 if nobody needs it; where no key is left to read the secret with, ask for `keyturn handover`: it lets a role read it for a day',
    ...change,
  });

/** Two keys, of which one must go. */
export const askWhichExample = (change: Partial<Notice> = {}): Notice =>
  askExample({
    user: { name: 'stock-sync', arn: 'arn:aws:iam::123456789012:user/apps/stock-sync' },
    key: keyId('AKIASPAREEXAMPLE0003'),
    lastUsedAt: at('2027-02-26T11:00:00Z'),
    reason: 'key AKIASPAREEXAMPLE0003 takes the slot of the next successor; it was last used 5 days ago',
    remedy: 'find out who needs AKIASPAREEXAMPLE0003, and delete it if nobody does',
    ...change,
  });

/** The old key is in use, and the new one is too old by now, too. */
export const overdueExample = (change: Partial<Notice> = {}): Notice =>
  remindExample({
    reason:
      'overdue, no free slot: old key AKIAOLD0EXAMPLE00001 was used 1 day ago, and its successor AKIANEW0EXAMPLE00001 is too old by now',
    remedy:
      'have every application of this user take the key in the secret; once AKIAOLD0EXAMPLE00001 is quiet it goes, and a new key is made',
    ...change,
  });

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
