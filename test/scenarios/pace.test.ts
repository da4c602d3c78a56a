import { describe, expect, it } from 'vitest';
import { secretName } from '../../src/app/secret/name.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import { execute } from '../../src/sandbox/execute.ts';
import { operatorCredentials } from '../../src/sandbox/seed.ts';
import { createTestOrganization, lineOf, MEMBER, REGION, type TestOrganization } from '../support/test-organization.ts';

/** Users whose old keys are all to be deactivated on the same day: rotated on day 0, quiet, warned on day 3. */
const organizationOnTheEve = async (users: number): Promise<TestOrganization> => {
  const organization = createTestOrganization();
  for (let n = 0; n < users; n += 1) organization.user(`user-${n}`, [{ ageDays: 95 + n, usedDaysAgo: 30 }]);
  await organization.run();
  organization.days(3);
  await organization.run();
  organization.days(7);
  return organization;
};

const inactive = (organization: TestOrganization): number =>
  [...organization.world.accessKeys.values()].filter(({ status }) => status === 'Inactive').length;

describe('pace', () => {
  it("retires a day's share, oldest first, and says that the rest waits", async () => {
    const organization = await organizationOnTheEve(5);
    const settings = { 'pace.accountKeys': 2, 'pace.accountPercent': 1 };
    const result = await organization.run({ settings });
    expect(result.summary).toMatchObject({ deactivated: 2, failed: 0 });
    expect(organization.keysOf('user-4').map(({ status }) => status)).toEqual(['Inactive', 'Active']);
    expect(organization.keysOf('user-0').map(({ status }) => status)).toEqual(['Active', 'Active']);
  });

  it('counts what an earlier run of the same day retired, and starts afresh the next day', async () => {
    const organization = await organizationOnTheEve(5);
    const settings = { 'pace.organizationKeys': 2, 'pace.organizationPercent': 1 };
    await organization.run({ settings });
    await organization.run({ settings });
    expect(inactive(organization)).toBe(2);
    organization.days(1);
    await organization.run({ settings });
    expect(inactive(organization)).toBe(4);
  });

  it.each([
    ['nobody-', 'AIDANOBODY', 0],
    ['user-0!AIDA', 'AIDANOBODY', 0],
    ['nobody-', 'AIDANOBODY', 400],
  ])('counts no note of a stranger: on secrets of %s%s', async (name, id, days) => {
    const organization = await organizationOnTheEve(5);
    const at = new Date(organization.world.now + days * 86_400_000).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    for (let n = 0; n < 30; n += 1)
      execute(organization.world, {
        service: 'secretsmanager',
        operation: 'CreateSecret',
        input: {
          Name: secretName(MEMBER, `${name}${n}`),
          ClientRequestToken: `${n}`.padStart(32, '0'),
          SecretString: '{}',
          Tags: Object.entries({
            'keyturn:user-id': `${id}${n}`,
            'keyturn:deployment': 'keyturn',
            'keyturn:schema': '1',
            'keyturn:retired': at,
          }).map(([Key, Value]) => ({ Key, Value })),
        },
        region: REGION,
        credentials: operatorCredentials(organization.world, MEMBER),
      });
    expect((await organization.run()).summary.deactivated).toBe(5);
  });

  it('gives no turn to somebody else where another worker is at a user: it may be about to retire his key', async () => {
    const organization = await organizationOnTheEve(3);
    let isTaken = false;
    organization.before = ({ operation }) => {
      if (operation !== 'secretsmanager:PutSecretValue' || isTaken) return;
      isTaken = true;
      throw new AwsError('ResourceExistsException', 'another version has this token', 400);
    };
    const settings = { 'pace.accountKeys': 1, 'pace.accountPercent': 1, parallelUsers: 1 };
    const result = await organization.run({ settings });
    expect(isTaken).toBe(true);
    expect(result.summary.deactivated).toBe(0);
    expect(inactive(organization)).toBe(0);
  });

  it('retires nobody where what was retired today cannot be counted', async () => {
    const organization = await organizationOnTheEve(2);
    organization.before = ({ operation }) => {
      if (operation === 'secretsmanager:ListSecrets') throw new AwsError('AccessDeniedException', 'no', 400);
    };
    const result = await organization.run();
    expect(result.summary).toMatchObject({ deactivated: 0, failed: 0 });
    expect(result.remarks.join()).toContain('no key is retired');
  });

  it('is told by plan as well', async () => {
    const organization = await organizationOnTheEve(5);
    const result = await organization.run({
      mode: 'plan',
      settings: { 'pace.accountKeys': 2, 'pace.accountPercent': 1 },
    });
    expect(result.summary.deactivated).toBe(2);
  });
});

describe('a first-day backlog', () => {
  const organizationWithBacklog = (): TestOrganization => {
    const organization = createTestOrganization();
    for (let n = 0; n < 5; n += 1) organization.user(`user-${n}`, [{ ageDays: 95 + n, usedDaysAgo: 1 }]);
    return organization;
  };
  const withTwoKeys = (organization: TestOrganization): readonly string[] =>
    [0, 1, 2, 3, 4].map((n) => `user-${n}`).filter((name) => organization.keysOf(name).length === 2);

  it('spreads over runs, oldest keys first, and the result says who waits', async () => {
    const organization = organizationWithBacklog();
    const settings = { maxRotationsPerRun: 2, parallelUsers: 1 };
    const first = await organization.run({ settings });
    expect(first.summary).toMatchObject({ due: 2, overdue: 5, rotated: 2, failed: 0 });
    expect(withTwoKeys(organization)).toEqual(['user-3', 'user-4']);
    expect(first.remarks.join()).toContain('3 users wait for their new key');
    await organization.run({ settings });
    await organization.run({ settings });
    expect(withTwoKeys(organization)).toHaveLength(5);
  });

  it('spreads by account too, and plan says what apply would do', async () => {
    const organization = organizationWithBacklog();
    const settings = { maxRotationsPerAccount: 1 };
    expect((await organization.run({ mode: 'plan', settings })).summary.rotated).toBe(1);
    expect((await organization.run({ settings })).summary.rotated).toBe(1);
  });

  it('keeps nobody waiting whom a person named', async () => {
    const organization = organizationWithBacklog();
    const settings = { maxRotationsPerAccount: 1 };
    await organization.run({ settings });
    const forced = await organization.run({ settings, isForced: true, scope: { users: ['user-0', 'user-1'] } });
    expect(forced.summary.rotated).toBe(2);
  });
});

describe('the breaker', () => {
  it('opens when more than half of an account would be retired in a day: nobody is, and a person is asked', async () => {
    const organization = await organizationOnTheEve(24);
    const result = await organization.run({ settings: { 'breaker.percent': 40 } });
    expect(result.summary).toMatchObject({ deactivated: 0, blocked: 24 });
    expect(lineOf(result, 'user-3')).toMatchObject({ reason: 'breaker-open', outcome: 'blocked' });
    expect(inactive(organization)).toBe(0);
  });

  it('stays closed at exactly its share', async () => {
    const organization = await organizationOnTheEve(24);
    const settings = { 'breaker.percent': 50, 'pace.accountKeys': 100, 'pace.accountPercent': 100 };
    expect((await organization.run({ settings })).summary.deactivated).toBe(24);
  });
});

it('a rotation that was asked for by name, and cannot be, says why', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 95, usedDaysAgo: 30 }]);
  await organization.run();
  const result = await organization.run({ isForced: true, scope: { users: ['alice'] } });
  expect(lineOf(result, 'alice')).toMatchObject({ outcome: 'blocked', reason: 'no-free-slot' });
});
