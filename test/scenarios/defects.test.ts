import { describe, expect, it } from 'vitest';
import { DAY, plus } from '../../src/core/time.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import type { Secret } from '../../src/sandbox/model/secret.ts';
import * as seed from '../../src/sandbox/seed.ts';
import type { Credentials } from '../../src/sandbox/service-name.ts';
import { createTown, lineOf, MANAGEMENT, MEMBER, MEMBER_ROLE, type Town } from '../support/test-organization.ts';

/** Defects found in the AWS sample by running it: each must be impossible here. The titles are the promises. */

const denied = () => new AwsError('AccessDeniedException', 'is not authorized to perform this', 403);
const throttled = () => new AwsError('Throttling', 'Rate exceeded', 400);

const failOn = (town: Town, operation: string, error: () => Error): void => {
  town.before = (request) => {
    if (request.operation === operation) throw error();
  };
};

const mend = (town: Town): void => {
  town.before = () => undefined;
};

const first = (keys: readonly Credentials[]): Credentials => {
  const [key] = keys;
  if (!key) throw new Error('the user has no key');
  return key;
};

const statuses = (town: Town, user: string) => town.keysOf(user).map(({ status }) => status);

/** Through the whole cycle, up to the day before the deactivation of the old key. */
const upToDeactivation = async (town: Town): Promise<void> => {
  for (const days of [0, 1, 13, 6]) {
    town.days(days);
    await town.run();
  }
};

describe('keys that stay', () => {
  it('a last-use lookup that is throttled stops the user: it never counts as "never used"', async () => {
    const town = createTown();
    const key = first(town.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]));
    town.application('alice', key, { everyDays: 0.5, adopt: 'at-once' });
    await upToDeactivation(town);
    failOn(town, 'iam:GetAccessKeyLastUsed', throttled);
    const outcomes = [];
    for (let day = 0; day < 10; day += 1) {
      town.days(1);
      outcomes.push(lineOf(await town.run(), 'alice')?.outcome);
    }
    // On the days on which it only waits nobody asks; from the day on which it would be deactivated, nobody knows.
    expect(outcomes.at(-1)).toBe('failed');
    expect(statuses(town, 'alice')).toEqual(['Active', 'Active']);
  });

  it.each(['secretsmanager:CreateSecret', 'secretsmanager:PutSecretValue', 'secretsmanager:PutResourcePolicy'])(
    'no key is created before the secret is known to be writable (%s is denied)',
    async (operation) => {
      const town = createTown();
      town.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
      failOn(town, operation, denied);
      const result = await town.run();
      expect(lineOf(result, 'alice')?.outcome).toBe('failed');
      expect(town.sent).not.toContain('iam:CreateAccessKey');
      mend(town);
      expect(lineOf(await town.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    },
  );

  it('a policy of a secret that was removed is put back, and the grace starts again', async () => {
    const town = createTown();
    const key = first(town.user('alice', [{ ageDays: 95, usedDaysAgo: 20 }]));
    await town.run();
    town.days(9);
    seedPolicyLoss(town);
    expect(lineOf(await town.run(), 'alice')).toMatchObject({ step: 'REPAIR_POLICY', outcome: 'done' });
    expect(JSON.parse(town.read('alice', key))).toHaveProperty('SecretAccessKey');
    town.days(2);
    await town.run();
    expect(statuses(town, 'alice')).toEqual(['Active', 'Active']);
  });

  it('of two expired keys in use, neither is touched', async () => {
    const town = createTown();
    town.user('alice', [
      { ageDays: 120, usedDaysAgo: 1 },
      { ageDays: 95, usedDaysAgo: 2 },
    ]);
    const result = await town.run();
    expect(lineOf(result, 'alice')).toMatchObject({ reason: 'two-keys-in-use', outcome: 'blocked' });
    expect(result.apiCalls.writes).toBe(0);
  });

  it('a forced rotation of a user with two fresh keys deletes neither', async () => {
    const town = createTown();
    town.user('alice', [
      { ageDays: 10, usedDaysAgo: 1 },
      { ageDays: 5, usedDaysAgo: 0 },
    ]);
    const result = await town.run({ isForced: true, scope: { users: ['alice'] } });
    expect(lineOf(result, 'alice')?.outcome).toBe('blocked');
    expect(result.apiCalls.writes).toBe(0);
  });

  it('an independent second key is never taken for the successor', async () => {
    const town = createTown();
    town.user('alice', [
      { ageDays: 120, usedDaysAgo: 1 },
      { ageDays: 3, usedDaysAgo: 1 },
    ]);
    for (let day = 0; day < 40; day += 1) {
      await town.run();
      town.days(1);
    }
    // The application that uses the old key is seen again in the end: it is not idle for 90 days, so nobody touches it.
    expect(statuses(town, 'alice')).toEqual(['Active', 'Active']);
  });

  it('the old key stays while it is used and the new one is not', async () => {
    const town = createTown();
    const key = first(town.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]));
    const app = town.application('alice', key, { everyDays: 1, adopt: 'never' });
    const reasons = new Set<string>();
    for (let day = 0; day < 60; day += 1) {
      const line = lineOf(await town.run(), 'alice');
      if (line) reasons.add(line.step);
      town.days(1);
    }
    expect(app.interruptions).toEqual([]);
    expect(statuses(town, 'alice')).toEqual(['Active', 'Active']);
    expect(reasons).toEqual(new Set(['ROTATE', 'REMIND']));
  });

  it('a user whom an administrator switched off gets no new key', async () => {
    const town = createTown();
    town.user('alice', [{ ageDays: 200, usedDaysAgo: 150, status: 'Inactive' }]);
    const result = await town.run();
    expect(town.keysOf('alice')).toHaveLength(1);
    expect(result.apiCalls.writes).toBe(0);
  });

  it('a key that incident response deactivated today is not deleted today, whatever its CreateDate', async () => {
    const town = createTown();
    town.user('alice', [
      { ageDays: 200, usedDaysAgo: 0, status: 'Inactive' },
      { ageDays: 100, usedDaysAgo: 0 },
    ]);
    for (let day = 0; day < 9; day += 1) {
      await town.run();
      town.days(1);
    }
    expect(town.keysOf('alice')).toHaveLength(2);
  });

  it('a user with a comma in its name gets a secret that it can read', async () => {
    const town = createTown();
    const key = first(town.user('ci,build', [{ ageDays: 95, usedDaysAgo: 1 }]));
    const result = await town.run();
    expect(lineOf(result, 'ci,build')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    expect(result.remarks.join()).toContain('a comma in the name');
    expect(JSON.parse(town.read('ci!2Cbuild', key))).toHaveProperty('UserName', 'ci,build');
  });
});

describe('whom it acts on', () => {
  it('every user is seen, beyond the first page too', async () => {
    const town = createTown();
    // One more than IAM's largest page.
    for (let n = 0; n < 1001; n += 1) town.user(`user-${n}`, [{ ageDays: 95, usedDaysAgo: 1 }]);
    const result = await town.run({ mode: 'plan', settings: { discovery: 'list' } });
    expect(result.summary).toMatchObject({ users: 1001, rotated: 1001 });
  });

  it('every member of the exemption group is exempt, beyond the first page too', async () => {
    const town = createTown();
    seed.addGroup(town.world, MEMBER, 'exempt' as never);
    // The sample loses member 101. IAM's largest page holds 1,000, so member 1,001 stands for it here.
    for (let n = 0; n < 1001; n += 1) town.user(`user-${n}`, [{ ageDays: 95, usedDaysAgo: 1 }], { groups: ['exempt'] });
    const result = await town.run({ settings: { 'exempt.group': 'exempt' }, scope: { accounts: [MEMBER] } });
    expect(result.summary).toMatchObject({ exempt: 1001, rotated: 0 });
    expect(result.apiCalls.writes).toBe(0);
  });

  it('an exemption group that cannot be read leaves the whole account untouched', async () => {
    const town = createTown();
    town.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
    failOn(town, 'iam:GetGroup', denied);
    const result = await town.run({ settings: { 'exempt.group': 'exempt' } });
    expect(result.accounts.find(({ id }) => id === MEMBER)?.outcome).toBe('failed');
    expect(result.apiCalls.writes).toBe(0);
    expect(result.incomplete).toBe(true);
  });

  it('an exemption group that does not exist leaves the whole account untouched', async () => {
    const town = createTown();
    town.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
    const result = await town.run({ settings: { 'exempt.group': 'no-such-group' } });
    expect(result.accounts.find(({ id }) => id === MEMBER)?.error).toContain('no-such-group');
    expect(result.apiCalls.writes).toBe(0);
  });

  it('an OU filter reaches the accounts of nested OUs', async () => {
    const town = createTown();
    const outer = seed.addOu(town.world, { name: 'outer', parentId: town.world.organization.rootId });
    const inner = seed.addOu(town.world, { name: 'inner', parentId: idOf(outer) });
    const id = '333333333333';
    seed.addAccount(town.world, { id, name: 'deep', email: 'deep@example.com', ouId: idOf(inner) });
    seed.addRole(town.world, id, { name: MEMBER_ROLE, trustPolicy: trust });
    const result = await town.run({ mode: 'plan', scope: { ous: [idOf(outer)] } });
    expect(result.accounts.map((account) => account.id)).toEqual([id]);
  });

  it('a list of accounts that breaks off makes the run incomplete', async () => {
    const town = createTown();
    for (let n = 0; n < 25; n += 1)
      seed.addAccount(town.world, {
        id: `4000000000${10 + n}`,
        name: `a${n}`,
        email: `a${n}@example.com`,
        state: 'SUSPENDED',
      });
    town.before = ({ operation, count }) => {
      if (operation === 'organizations:ListAccounts' && count > 1) throw denied();
    };
    const result = await town.run({ mode: 'plan' });
    expect(result.incomplete).toBe(true);
    expect(result.summary.accounts).toBe(20);
  });

  it('a forced rotation of one user touches no other user', async () => {
    const town = createTown();
    town.user('alice', [{ ageDays: 5, usedDaysAgo: 1 }]);
    town.user('bob', [{ ageDays: 95, usedDaysAgo: 1 }]);
    await town.run({ isForced: true, scope: { users: ['alice'] } });
    expect(town.keysOf('alice')).toHaveLength(2);
    expect(town.keysOf('bob')).toHaveLength(1);
  });

  it('the management account is worked like the others', async () => {
    const town = createTown();
    const result = await town.run();
    expect(result.accounts.find(({ id }) => id === MANAGEMENT)?.outcome).toBe('done');
  });
});

describe('mail', () => {
  it('one failure keeps no mail from the other users of the account', async () => {
    const town = createTown();
    town.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
    town.user('bob', [{ ageDays: 96, usedDaysAgo: 1 }]);
    town.before = ({ operation, count }) => {
      if (operation === 'iam:CreateAccessKey' && count === 1) throw denied();
    };
    const result = await town.run();
    expect(result.summary).toMatchObject({ rotated: 1, failed: 1, told: 1 });
    expect(town.world.mailbox).toHaveLength(1);
  });

  it('a key whose owner could not be told stays', async () => {
    const town = createTown();
    town.user('alice', [{ ageDays: 95, usedDaysAgo: 20 }]);
    town.world.settings.sesOutage = { from: town.world.now, until: plus(town.world.now, 100 * DAY) };
    const tried = new Set<string | undefined>();
    for (let day = 0; day < 30; day += 1) {
      const line = lineOf(await town.run(), 'alice');
      if (day > 0 && line && line.outcome !== 'blocked') tried.add(line.step);
      town.days(1);
    }
    expect(tried).toEqual(new Set(['TELL']));
    expect(statuses(town, 'alice')).toEqual(['Active', 'Active']);
    expect(town.world.mailbox).toHaveLength(0);
    // Tried on days 0, 1, 3, 7, 14, 21, 28: with a back-off, and for ever.
    expect(town.sent.filter((name) => name === 'sesv2:SendEmail')).toHaveLength(7);
  });
});

const idOf = (ou: unknown): string => (typeof ou === 'string' ? ou : (ou as { id: string }).id);

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` }, Action: 'sts:AssumeRole' }],
});

/** Somebody deletes the resource policy of every secret. */
const seedPolicyLoss = (town: Town): void => {
  for (const account of town.world.accounts.values())
    for (const secrets of Object.values(account).filter((part) => part instanceof Map))
      for (const secret of secretsIn(secrets)) delete secret.resourcePolicy;
};

const secretsIn = (part: ReadonlyMap<unknown, unknown>): readonly Secret[] =>
  [...part.values()].flatMap((item) => (item instanceof Map ? secretsIn(item) : isSecret(item) ? [item] : []));

const isSecret = (item: unknown): item is Secret =>
  typeof item === 'object' && item !== null && 'resourcePolicy' in item;
