import { describe, expect, it } from 'vitest';
import type { ExplainResult } from '../../../src/app/acts/explain-result.ts';
import { kindOf } from '../../../src/aws/client/operations.ts';
import type { ServiceName } from '../../../src/aws/client/service-name.ts';
import { human, organizationWithOneDueUser, runDaily, SECRET } from '../../support/one-due-user.ts';
import {
  createTestOrganization,
  lineOf,
  MEMBER,
  type RunOptions,
  type TestOrganization,
} from '../../support/test-organization.ts';

/** What is said of alice, by requests that all read. */
const explained = async (organization: TestOrganization, options: RunOptions = {}): Promise<ExplainResult> => {
  const before = organization.sent.length;
  const result = await organization.explain('alice', options);
  const sent = organization.sent.slice(before);
  expect(sent).toContain('iam:ListAccessKeys');
  expect(sent.filter(isWrite)).toEqual([]);
  return result;
};

const isWrite = (name: string): boolean => {
  const [service = '', operation = ''] = name.split(':');
  return kindOf(service as ServiceName, operation) === 'write';
};

const decidedBy = ({ rules }: ExplainResult): readonly string[] =>
  rules.filter(({ answer }) => answer !== 'passed').map(({ name, answer }) => `${name} ${answer}`);

/** What a plan of that one user says in the same minute. */
const planLine = async (organization: TestOrganization, settings = {}) =>
  lineOf(await organization.run({ mode: 'plan', settings, scope: { accounts: [MEMBER], users: ['alice'] } }), 'alice');

describe('why a user gets no new key', () => {
  it('an exempt user: by which rule of the settings, why, and who approved', async () => {
    const { organization } = organizationWithOneDueUser();
    const exemptions = [
      { path: '/', reason: 'the vendor replaces it', approver: 'ann@example.com', until: '2027-12-31' },
    ];
    const result = await explained(organization, { settings: { exemptions } });
    expect(result.exemption).toEqual({
      by: 'path',
      value: '/',
      reason: 'the vendor replaces it',
      approver: 'ann@example.com',
      until: '2027-12-31',
    });
    const message = 'exempt by path / (the vendor replaces it; approved by ann@example.com; until 2027-12-31)';
    expect(result.plan).toEqual({ step: 'NOTHING', reason: 'exempt', tone: 'rest', message });
    expect([decidedBy(result), result.dates]).toEqual([['stop decided'], []]);
  });

  it('an account that is exempt as a whole is looked into all the same', async () => {
    const { organization } = organizationWithOneDueUser();
    const result = await explained(organization, { settings: { 'exempt.account': [MEMBER] } });
    expect(result).toMatchObject({ plan: { reason: 'exempt' }, exemption: { by: 'account', value: MEMBER } });
    expect(result.keys).toHaveLength(1);
    expect([result.incomplete, result.accountError]).toEqual([false, undefined]);
  });

  it('two keys in use: both whole, with their ages and uses, and what a person can do', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [
      { ageDays: 320, usedDaysAgo: 1 },
      { ageDays: 140, usedDaysAgo: 3 },
    ]);
    const result = await explained(organization);
    expect(result.plan).toMatchObject({ reason: 'two-keys-in-use', tone: 'blocked', outcome: 'blocked' });
    expect(result.plan.remedy).toContain('give one of them a user of its own');
    expect(decidedBy(result)).toEqual(['free-slot decided']);
    const [older, newer] = organization.keysOf('alice').map(({ id }) => id);
    expect(result.keys).toMatchObject([
      { id: older, status: 'Active', ageDays: 320, lastUsedDays: 1, createdAt: '2025-07-16T06:00:00Z' },
      { id: newer, status: 'Active', ageDays: 140, lastUsedDays: 3, storage: 'none' },
    ]);
  });

  it('a held user: by the tag of the user, or the tag of the secret', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [{ ageDays: 95 }], { tags: { 'keyturn:hold': 'audit' } });
    const held = await explained(organization);
    expect([held.user.isHeld, held.plan.reason, held.secret]).toEqual([true, 'hold-asked', undefined]);
    const { organization: other } = organizationWithOneDueUser();
    await runDaily(other, 1);
    human(other, 'secretsmanager', 'TagResource', { SecretId: SECRET, Tags: [{ Key: 'keyturn:hold', Value: 'x' }] });
    const result = await explained(other);
    expect(result).toMatchObject({ plan: { reason: 'hold-asked' }, secret: { hold: 'asked' } });
  });

  it('another run at work on the user: until when at the latest', async () => {
    const { organization } = organizationWithOneDueUser();
    await runDaily(organization, 30);
    organization.after = ({ operation }) => {
      if (operation === 'secretsmanager:PutSecretValue') throw new Error('the machine is gone');
    };
    await organization.run({ isForced: true, scope: { users: ['alice'] } });
    organization.after = () => undefined;
    const result = await explained(organization);
    expect(result.plan).toMatchObject({ reason: 'busy', tone: 'wait' });
    expect(result.secret?.claim).toBe('busy');
    const left = Date.parse(result.secret?.claimedUntil ?? '') - organization.world.now;
    expect(left).toBeGreaterThan(30 * 60_000);
    expect(left).toBeLessThanOrEqual(35 * 60_000);
  });

  it("a step beyond today's share: what the plan says, and that the run changed what the rule had decided", async () => {
    const organization = createTestOrganization();
    for (const name of ['alice', 'bob']) organization.user(name, [{ ageDays: 95, usedDaysAgo: 40 }]);
    const settings = { 'pace.accountKeys': 1, 'pace.accountPercent': 0 };
    const retired = (name: string): boolean => organization.keysOf(name).some(({ status }) => status === 'Inactive');
    for (let day = 0; !retired('alice') && !retired('bob') && day < 30; day += 1) {
      organization.days(1);
      await organization.run({ settings });
    }
    const left = retired('alice') ? 'bob' : 'alice';
    expect(retired(left)).toBe(false);
    const result = await organization.explain(left, { settings });
    expect(result.plan).toMatchObject({ step: 'NOTHING', reason: 'paced', tone: 'wait' });
    expect(decidedBy(result)).toEqual(['retire-predecessor decided', 'run changed']);
  });
});

describe('a user in mid-rotation', () => {
  it('without a secret yet: the step, whom a mail would go to, and nothing of a secret', async () => {
    const { organization } = organizationWithOneDueUser();
    const [key] = organization.keysOf('alice');
    const result = await explained(organization);
    expect(result.plan).toEqual({
      step: 'ROTATE',
      key: key?.id,
      reason: 'key-due',
      tone: 'act',
      message: 'the key is 95 days old',
      outcome: 'planned',
    });
    expect('secret' in result).toBe(false);
    expect(result.owner).toEqual({
      addresses: ['payments@example.com'],
      from: 'account-address',
      whyNotTag: 'the user has no owner tag',
    });
  });

  it('shows what is noted of both keys, whether the owner was told, and when the old one may go', async () => {
    const { organization } = organizationWithOneDueUser();
    await runDaily(organization, 4);
    const [old, successor] = organization.keysOf('alice').map(({ id }) => id);
    const result = await explained(organization);
    expect(result.keys).toMatchObject([
      { id: old, isCurrent: false, verdict: 'none' },
      {
        id: successor,
        isCurrent: true,
        isPending: false,
        storage: 'stored',
        verdict: 'verified',
        readByOwner: true,
        replaces: old,
        isLastUseOurs: true,
        notes: { promotedAt: '2026-06-01T06:00:12Z', toldAt: '2026-06-01T06:00:12Z' },
      },
    ]);
    expect(result.secret).toMatchObject({
      name: SECRET,
      region: 'us-east-1',
      current: successor,
      policy: 'current',
      claim: 'free',
    });
    expect(result.owner.toldAt).toBe('2026-06-01T06:00:12Z');
    expect(result.plan).toMatchObject({ reason: 'still-used', until: '2026-06-14T06:00:00Z' });
    expect(result.dates).toEqual([
      { what: 'deactivation', key: old, at: '2026-06-11T00:00:12Z' },
      { what: 'due', key: successor, at: '2026-08-30T00:00:04Z' },
    ]);
    expect(decidedBy(result)).toEqual(['retire-predecessor decided']);
  });

  it('shows the date that its owner was promised', async () => {
    const { organization } = organizationWithOneDueUser();
    await runDaily(organization, 14);
    const [old] = (await explained(organization)).keys;
    expect(old?.notes.warned).toEqual({
      at: '2026-06-14T06:01:04Z',
      on: '2026-06-21T00:01:04Z',
      isUnlessUsed: true,
    });
  });

  it('says on each day of a whole life what the plan says', async () => {
    const { organization, key } = organizationWithOneDueUser();
    organization.application('alice', key, { everyDays: 1, adopt: 'at-once' });
    const reasons = new Set<string>();
    for (let day = 0; day < 45; day += 1) {
      const line = await planLine(organization);
      const result = await organization.explain('alice');
      if (line !== undefined) {
        const { step, reason, message, remedy, outcome } = line;
        expect(result.plan).toMatchObject({ step, reason, message, outcome, ...(remedy ? { remedy } : {}) });
      }
      reasons.add(result.plan.reason);
      await organization.run();
      organization.days(1);
    }
    expect([...reasons]).toEqual(expect.arrayContaining(['key-due', 'waiting-install', 'recovery-over', 'fresh']));
  });
});

describe('a user at rest', () => {
  it('is said to be due on a day, and by which settings', async () => {
    const { organization } = organizationWithOneDueUser(30);
    const settings = { rotateAfterDays: 57, twoKeys: 'report' };
    const result = await organization.explain('alice', { settings }, { rotateAfterDays: 'keyturn.yaml' });
    const [key] = organization.keysOf('alice');
    expect(result.plan).toMatchObject({ step: 'NOTHING', reason: 'fresh', tone: 'rest', message: 'due in 27 days' });
    expect(result.dates).toEqual([{ what: 'due', key: key?.id, at: '2026-06-28T00:00:00Z' }]);
    expect(decidedBy(result)).toEqual(['rest decided']);
    expect(result.policy).toEqual([
      { setting: 'rotateAfterDays', value: 57, from: 'keyturn.yaml' },
      { setting: 'installGraceDays', value: 10, from: 'default' },
      { setting: 'recoveryGraceDays', value: 10, from: 'default' },
      { setting: 'warnDays', value: 7, from: 'default' },
      { setting: 'quietDays', value: 14, from: 'default' },
      { setting: 'idleDays', value: 90, from: 'default' },
      { setting: 'twoKeys', value: 'report', from: 'default' },
    ]);
  });

  it('has the owner of its tag, or why the tag is not used', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [{ ageDays: 3 }], { tags: { owner: 'ann@example.com' } });
    const settings = { ownerTag: 'owner' };
    expect((await explained(organization, { settings })).owner).toEqual({
      addresses: ['ann@example.com'],
      from: 'owner-tag',
    });
    const refused = await explained(organization, { settings: { ...settings, ownerDomains: ['example.org'] } });
    expect(refused.owner).toEqual({
      addresses: ['payments@example.com'],
      from: 'account-address',
      whyNotTag: 'the address in the owner tag is outside the allowed domains',
    });
  });
});

describe('what could not be seen', () => {
  it('is a fault, and no answer: a read that AWS denies', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation }) => {
      if (operation === 'iam:ListAccessKeys') throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    };
    await expect(organization.explain('alice')).rejects.toMatchObject({ code: 'KT-312', exitCode: 3 });
  });

  it('is a fault where nobody has the name, and where the account is closed', async () => {
    const { organization } = organizationWithOneDueUser();
    await expect(organization.explain('nobody')).rejects.toMatchObject({ code: 'KT-108' });
    const account = organization.world.accounts.get(MEMBER);
    if (account === undefined) throw new Error('no account');
    account.state = 'SUSPENDED';
    await expect(organization.explain('alice')).rejects.toMatchObject({
      code: 'KT-312',
      message: 'the account is SUSPENDED',
    });
  });

  it('at a second look only is said as the plan says it', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation, count }) => {
      if (operation === 'iam:GetUser' && count > 1) throw Object.assign(new Error('no'), { name: 'ServiceFailure' });
    };
    const result = await organization.explain('alice');
    expect(result.keys).toHaveLength(1);
    expect(result.plan).toMatchObject({ outcome: 'failed', message: expect.stringContaining('ServiceFailure') });
    expect(decidedBy(result)).toEqual(['rotate decided', 'run changed']);
  });

  it('of the account as a whole is said beside what the user shows by itself', async () => {
    const { organization } = organizationWithOneDueUser();
    await runDaily(organization, 1);
    organization.user('bob', [{ ageDays: 95 }]);
    const result = await organization.explain('bob', { settings: { secretRegion: 'eu-central-1' } });
    expect(result).toMatchObject({
      incomplete: true,
      plan: { step: 'ROTATE', reason: 'key-due' },
      accountError: { message: expect.stringContaining('us-east-1') },
    });
  });
});

it('never shows a value of the secret', async () => {
  const { organization } = organizationWithOneDueUser();
  await runDaily(organization, 20);
  const text = JSON.stringify(await explained(organization));
  const values = [...organization.world.accessKeys.values()].map(({ secretAccessKey }) => secretAccessKey);
  expect(values.length).toBeGreaterThan(1);
  for (const value of values) expect(text).not.toContain(value);
});
