import { describe, expect, it } from 'vitest';
import * as seed from '../../src/sandbox/seed.ts';
import { dropUser } from '../../src/sandbox/users.ts';
import { human, SECRET } from '../support/one-due-user.ts';
import { createTestOrganization, lineOf, MEMBER, type TestOrganization } from '../support/test-organization.ts';
import { died, liveOn, mend, oneDueUserAtWork } from './life.ts';

/** Users and accounts that go, come back, or are called strange things: F41, F42, F45. */

/** All at once, as no API could do it: what matters is when. */
const vanish = ({ world }: TestOrganization, name: string): void => {
  const account = seed.accountById(world, MEMBER);
  for (const key of account.users.get(name)?.keys ?? []) world.accessKeys.delete(key.accessKeyId);
  if (account.users.has(name)) dropUser(account, name);
};

/** How many requests a run sends that begins a rotation. */
const requestsOfARotation = async (): Promise<number> => {
  const { organization } = oneDueUserAtWork();
  await organization.run();
  return organization.sent.length;
};

describe('a user who is deleted', () => {
  it('F41 before any request of the run harms nobody, and one of the same name who comes after inherits nothing', async () => {
    const requests = await requestsOfARotation();
    expect(requests).toBeGreaterThan(25);
    for (let nth = 5; nth <= requests; nth += 1) {
      const organization = createTestOrganization();
      organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
      organization.user('bob', [{ ageDays: 95, usedDaysAgo: 1 }]);
      organization.before = () => {
        if (organization.sent.length === nth) vanish(organization, 'alice');
      };
      expect(lineOf(await organization.run(), 'bob'), `${nth}`).toMatchObject({ outcome: 'done' });
      mend(organization);
      const isLeftBehind = seed.accountById(organization.world, MEMBER).secrets.get('us-east-1')?.has(SECRET) ?? false;
      const [fresh] = organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
      organization.days(1);
      expect(lineOf(await organization.run(), 'alice'), `${nth}`).toMatchObject({ step: 'ROTATE', outcome: 'done' });
      if (isLeftBehind)
        expect(() => fresh && organization.read('alice', fresh), `${nth}`).toThrow(/denied|not authorized/i);
    }
  });

  it.each([1, 15, 22, 26])('F41 on day %i of a cycle leaves nothing to do but to keep the secret', async (day) => {
    const life = oneDueUserAtWork();
    await liveOn(life, day);
    vanish(life.organization, 'alice');
    const sent = life.organization.sent.length;
    await liveOn(life, 3);
    const writes = life.organization.sent
      .slice(sent)
      .filter((name) => /AccessKey$|UserPolicy$|Secret$/.test(name) && !/Get|List|Describe/.test(name));
    expect(writes).toEqual([]);
  });
});

describe('an account', () => {
  it.each(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'] as const)(
    'F42 that is %s from any request of a run on is left as it is',
    async (state) => {
      const requests = await requestsOfARotation();
      for (let nth = 4; nth <= requests; nth += 4) {
        const { organization } = oneDueUserAtWork();
        const account = seed.accountById(organization.world, MEMBER);
        organization.before = () => {
          if (organization.sent.length === nth) account.state = state;
        };
        await organization.run().catch(() => undefined);
        const then = organization.keysOf('alice');
        const sent = organization.sent.length;
        organization.days(1);
        const result = await organization.run();
        expect(result.accounts.find(({ id }) => id === MEMBER)).toMatchObject({ outcome: 'skipped' });
        expect(organization.keysOf('alice')).toEqual(then);
        expect(organization.sent.slice(sent).filter((name) => name.startsWith('iam:'))).not.toContain(
          'iam:CreateAccessKey',
        );
        account.state = 'ACTIVE';
        await organization.run().catch(() => undefined);
        expect(organization.keysOf('alice').some(({ status }) => status === 'Active')).toBe(true);
      }
    },
  );

  it('F42 that left the organization is not entered, and the run of the others is whole', async () => {
    const life = oneDueUserAtWork();
    await liveOn(life, 1);
    const { world } = life.organization;
    const gone = seed.accountById(world, MEMBER);
    world.accounts.delete(MEMBER);
    const result = await life.organization.run();
    expect(result.incomplete).toBe(false);
    world.accounts.set(MEMBER, gone);
    expect(life.organization.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
  });
});

it.each([
  'a,b',
  'a+b=c',
  'a.b@example.com',
  '_-_',
  'x'.repeat(64),
  'ÄÖ'.normalize('NFD').replace(/[^\w]/g, '') || 'AO',
])('F45 a user called %j gets a key that only this user reads', async (name) => {
  const organization = createTestOrganization();
  const [key] = organization.user(name, [{ ageDays: 95, usedDaysAgo: 1 }], { path: '/a/b/' });
  const [other] = organization.user('somebody', [{ ageDays: 5, usedDaysAgo: 1 }]);
  expect(lineOf(await organization.run(), name)).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  const stored = name.replaceAll(',', '!2C');
  if (key === undefined || other === undefined) throw new Error('no key');
  expect(JSON.parse(organization.read(stored, key))).toMatchObject({ UserName: name });
  expect(() => organization.read(stored, other)).toThrow(/not authorized|denied/i);
});

it('F41 a run that dies while its user is deleted leaves no key behind', async () => {
  const { organization } = oneDueUserAtWork();
  organization.after = ({ operation }) => {
    if (operation !== 'iam:CreateAccessKey') return;
    vanish(organization, 'alice');
    throw died();
  };
  await organization.run();
  mend(organization);
  await organization.run();
  expect(organization.keysOf('alice')).toEqual([]);
  human(organization, 'secretsmanager', 'DescribeSecret', { SecretId: SECRET });
});
