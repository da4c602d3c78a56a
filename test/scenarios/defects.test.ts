import { describe, expect, it } from 'vitest';
import { DAY, plus } from '../../src/core/time.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import type { SandboxSecret } from '../../src/sandbox/model/secret.ts';
import * as seed from '../../src/sandbox/seed.ts';
import type { SandboxCredentials } from '../../src/sandbox/service-name.ts';
import {
  createTestOrganization,
  lineOf,
  MANAGEMENT,
  MEMBER,
  MEMBER_ROLE,
  type TestOrganization,
} from '../support/test-organization.ts';

/** Defects found in the AWS sample by running it: each must be impossible here. The titles are the promises. */

const denied = () => new AwsError('AccessDeniedException', 'is not authorized to perform this', 403);
const throttled = () => new AwsError('Throttling', 'Rate exceeded', 400);

const failOn = (organization: TestOrganization, operation: string, error: () => Error): void => {
  organization.before = (request) => {
    if (request.operation === operation) throw error();
  };
};

const mend = (organization: TestOrganization): void => {
  organization.before = () => undefined;
};

const first = (keys: readonly SandboxCredentials[]): SandboxCredentials => {
  const [key] = keys;
  if (!key) throw new Error('the user has no key');
  return key;
};

const statuses = (organization: TestOrganization, user: string) =>
  organization.keysOf(user).map(({ status }) => status);

/** Through the whole cycle, up to the day before the deactivation of the old key. */
const upToDeactivation = async (organization: TestOrganization): Promise<void> => {
  for (const days of [0, 1, 13, 6]) {
    organization.days(days);
    await organization.run();
  }
};

describe('keys that stay', () => {
  it('a last-use lookup that is throttled stops the user: it never counts as "never used"', async () => {
    const organization = createTestOrganization();
    const key = first(organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]));
    organization.application('alice', key, { everyDays: 0.5, adopt: 'at-once' });
    await upToDeactivation(organization);
    failOn(organization, 'iam:GetAccessKeyLastUsed', throttled);
    const outcomes = [];
    for (let day = 0; day < 10; day += 1) {
      organization.days(1);
      outcomes.push(lineOf(await organization.run(), 'alice')?.outcome);
    }
    // On the days on which it only waits nobody asks; from the day on which it would be deactivated, nobody knows.
    expect(outcomes.at(-1)).toBe('failed');
    expect(statuses(organization, 'alice')).toEqual(['Active', 'Active']);
  });

  it.each(['secretsmanager:CreateSecret', 'secretsmanager:PutSecretValue', 'secretsmanager:PutResourcePolicy'])(
    'no key is created before the secret is known to be writable (%s is denied)',
    async (operation) => {
      const organization = createTestOrganization();
      organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
      failOn(organization, operation, denied);
      const result = await organization.run();
      expect(lineOf(result, 'alice')?.outcome).toBe('failed');
      expect(organization.sent).not.toContain('iam:CreateAccessKey');
      mend(organization);
      expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    },
  );

  it('a policy of a secret that was removed is put back, and the grace starts again', async () => {
    const organization = createTestOrganization();
    const key = first(organization.user('alice', [{ ageDays: 95, usedDaysAgo: 20 }]));
    await organization.run();
    organization.days(9);
    seedPolicyLoss(organization);
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'REPAIR_POLICY', outcome: 'done' });
    expect(JSON.parse(organization.read('alice', key))).toHaveProperty('SecretAccessKey');
    organization.days(2);
    await organization.run();
    expect(statuses(organization, 'alice')).toEqual(['Active', 'Active']);
  });

  it('of two expired keys in use, neither is touched', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [
      { ageDays: 120, usedDaysAgo: 1 },
      { ageDays: 95, usedDaysAgo: 2 },
    ]);
    const result = await organization.run();
    expect(lineOf(result, 'alice')).toMatchObject({ reason: 'two-keys-in-use', outcome: 'blocked' });
    expect(result.apiCalls.writes).toBe(0);
  });

  it('a forced rotation of a user with two fresh keys deletes neither', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [
      { ageDays: 10, usedDaysAgo: 1 },
      { ageDays: 5, usedDaysAgo: 0 },
    ]);
    const result = await organization.run({ isForced: true, scope: { users: ['alice'] } });
    expect(lineOf(result, 'alice')?.outcome).toBe('blocked');
    expect(result.apiCalls.writes).toBe(0);
  });

  it('an independent second key is never taken for the successor', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [
      { ageDays: 120, usedDaysAgo: 1 },
      { ageDays: 3, usedDaysAgo: 1 },
    ]);
    for (let day = 0; day < 40; day += 1) {
      await organization.run();
      organization.days(1);
    }
    // The application that uses the old key is seen again in the end: it is not idle for 90 days, so nobody touches it.
    expect(statuses(organization, 'alice')).toEqual(['Active', 'Active']);
  });

  it('the old key stays while it is used and the new one is not', async () => {
    const organization = createTestOrganization();
    const key = first(organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]));
    const app = organization.application('alice', key, { everyDays: 1, adopt: 'never' });
    const reasons = new Set<string>();
    for (let day = 0; day < 60; day += 1) {
      const line = lineOf(await organization.run(), 'alice');
      if (line) reasons.add(line.step);
      organization.days(1);
    }
    expect(app.interruptions).toEqual([]);
    expect(statuses(organization, 'alice')).toEqual(['Active', 'Active']);
    expect(reasons).toEqual(new Set(['ROTATE', 'REMIND']));
  });

  it('a user whom an administrator switched off gets no new key', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [{ ageDays: 200, usedDaysAgo: 150, status: 'Inactive' }]);
    const result = await organization.run();
    expect(organization.keysOf('alice')).toHaveLength(1);
    expect(result.apiCalls.writes).toBe(0);
  });

  it('a key that incident response deactivated today is not deleted today, whatever its CreateDate', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [
      { ageDays: 200, usedDaysAgo: 0, status: 'Inactive' },
      { ageDays: 100, usedDaysAgo: 0 },
    ]);
    for (let day = 0; day < 9; day += 1) {
      await organization.run();
      organization.days(1);
    }
    expect(organization.keysOf('alice')).toHaveLength(2);
  });

  it('a user with a comma in its name gets a secret that it can read', async () => {
    const organization = createTestOrganization();
    const key = first(organization.user('ci,build', [{ ageDays: 95, usedDaysAgo: 1 }]));
    const result = await organization.run();
    expect(lineOf(result, 'ci,build')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    expect(result.remarks.join()).toContain('a comma in the name');
    expect(JSON.parse(organization.read('ci!2Cbuild', key))).toHaveProperty('UserName', 'ci,build');
  });
});

describe('whom it acts on', () => {
  it('every user is seen, beyond the first page too', async () => {
    const organization = createTestOrganization();
    // One more than IAM's largest page.
    for (let n = 0; n < 1001; n += 1) organization.user(`user-${n}`, [{ ageDays: 95, usedDaysAgo: 1 }]);
    const result = await organization.run({ mode: 'plan', settings: { discovery: 'list' } });
    expect(result.summary).toMatchObject({ users: 1001, rotated: 1001 });
  });

  it('every member of the exemption group is exempt, beyond the first page too', async () => {
    const organization = createTestOrganization();
    seed.addGroup(organization.world, MEMBER, 'exempt' as never);
    // The sample loses member 101. IAM's largest page holds 1,000, so member 1,001 stands for it here.
    for (let n = 0; n < 1001; n += 1)
      organization.user(`user-${n}`, [{ ageDays: 95, usedDaysAgo: 1 }], { groups: ['exempt'] });
    const result = await organization.run({ settings: { 'exempt.group': 'exempt' }, scope: { accounts: [MEMBER] } });
    expect(result.summary).toMatchObject({ exempt: 1001, rotated: 0 });
    expect(result.apiCalls.writes).toBe(0);
  });

  it('an exemption group that cannot be read leaves the whole account untouched', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
    failOn(organization, 'iam:GetGroup', denied);
    const result = await organization.run({ settings: { 'exempt.group': 'exempt' } });
    expect(result.accounts.find(({ id }) => id === MEMBER)?.outcome).toBe('failed');
    expect(result.apiCalls.writes).toBe(0);
    expect(result.incomplete).toBe(true);
  });

  it('an exemption group that does not exist leaves the whole account untouched', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
    const result = await organization.run({ settings: { 'exempt.group': 'no-such-group' } });
    expect(result.accounts.find(({ id }) => id === MEMBER)?.error).toContain('no-such-group');
    expect(result.apiCalls.writes).toBe(0);
  });

  it('an OU filter reaches the accounts of nested OUs', async () => {
    const organization = createTestOrganization();
    const outer = seed.addOu(organization.world, { name: 'outer', parentId: organization.world.organization.rootId });
    const inner = seed.addOu(organization.world, { name: 'inner', parentId: idOf(outer) });
    const id = '333333333333';
    seed.addAccount(organization.world, { id, name: 'deep', email: 'deep@example.com', ouId: idOf(inner) });
    seed.addRole(organization.world, id, { name: MEMBER_ROLE, trustPolicy: trust });
    const result = await organization.run({ mode: 'plan', scope: { ous: [idOf(outer)] } });
    expect(result.accounts.map((account) => account.id)).toEqual([id]);
  });

  it('a list of accounts that breaks off makes the run incomplete', async () => {
    const organization = createTestOrganization();
    for (let n = 0; n < 25; n += 1)
      seed.addAccount(organization.world, {
        id: `4000000000${10 + n}`,
        name: `a${n}`,
        email: `a${n}@example.com`,
        state: 'SUSPENDED',
      });
    organization.before = ({ operation, count }) => {
      if (operation === 'organizations:ListAccounts' && count > 1) throw denied();
    };
    const result = await organization.run({ mode: 'plan' });
    expect(result.incomplete).toBe(true);
    expect(result.summary.accounts).toBe(20);
  });

  it('a forced rotation of one user touches no other user', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [{ ageDays: 5, usedDaysAgo: 1 }]);
    organization.user('bob', [{ ageDays: 95, usedDaysAgo: 1 }]);
    await organization.run({ isForced: true, scope: { users: ['alice'] } });
    expect(organization.keysOf('alice')).toHaveLength(2);
    expect(organization.keysOf('bob')).toHaveLength(1);
  });

  it('the management account is worked like the others', async () => {
    const organization = createTestOrganization();
    const result = await organization.run();
    expect(result.accounts.find(({ id }) => id === MANAGEMENT)?.outcome).toBe('done');
  });
});

describe('mail', () => {
  it('one failure keeps no mail from the other users of the account', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
    organization.user('bob', [{ ageDays: 96, usedDaysAgo: 1 }]);
    organization.before = ({ operation, count }) => {
      if (operation === 'iam:CreateAccessKey' && count === 1) throw denied();
    };
    const result = await organization.run();
    expect(result.summary).toMatchObject({ rotated: 1, failed: 1, told: 1 });
    expect(organization.world.mailbox).toHaveLength(1);
  });

  it('a key whose owner could not be told stays', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [{ ageDays: 95, usedDaysAgo: 20 }]);
    organization.world.settings.sesOutage = {
      from: organization.world.now,
      until: plus(organization.world.now, 100 * DAY),
    };
    const tried = new Set<string | undefined>();
    for (let day = 0; day < 30; day += 1) {
      const line = lineOf(await organization.run(), 'alice');
      if (day > 0 && line && line.outcome !== 'blocked') tried.add(line.step);
      organization.days(1);
    }
    expect(tried).toEqual(new Set(['TELL']));
    expect(statuses(organization, 'alice')).toEqual(['Active', 'Active']);
    expect(organization.world.mailbox).toHaveLength(0);
    // Tried on days 0, 1, 3, 7, 14, 21, 28: with a back-off, and for ever.
    expect(organization.sent.filter((name) => name === 'sesv2:SendEmail')).toHaveLength(7);
  });
});

const idOf = (ou: unknown): string => (typeof ou === 'string' ? ou : (ou as { id: string }).id);

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` }, Action: 'sts:AssumeRole' }],
});

/** Somebody deletes the resource policy of every secret. */
const seedPolicyLoss = (organization: TestOrganization): void => {
  for (const account of organization.world.accounts.values())
    for (const secrets of Object.values(account).filter((part) => part instanceof Map))
      for (const secret of secretsIn(secrets)) delete secret.resourcePolicy;
};

const secretsIn = (part: ReadonlyMap<unknown, unknown>): readonly SandboxSecret[] =>
  [...part.values()].flatMap((item) => (item instanceof Map ? secretsIn(item) : isSecret(item) ? [item] : []));

const isSecret = (item: unknown): item is SandboxSecret =>
  typeof item === 'object' && item !== null && 'resourcePolicy' in item;
