import { describe, expect, it } from 'vitest';
import * as seed from '../../src/sandbox/seed.ts';
import { dropUser } from '../../src/sandbox/users.ts';
import { human, SECRET } from '../support/one-due-user.ts';
import { createTown, lineOf, MEMBER, type Town } from '../support/test-organization.ts';
import { aliceAtWork, died, liveOn, mend } from './life.ts';

/** Users and accounts that go, come back, or are called strange things: F41, F42, F45. */

/** All at once, as no API could do it: what matters is when. */
const vanish = ({ world }: Town, name: string): void => {
  const account = seed.accountById(world, MEMBER);
  for (const key of account.users.get(name)?.keys ?? []) world.accessKeys.delete(key.accessKeyId);
  if (account.users.has(name)) dropUser(account, name);
};

/** How many requests a run sends that begins a rotation. */
const requestsOfARotation = async (): Promise<number> => {
  const { town } = aliceAtWork();
  await town.run();
  return town.sent.length;
};

describe('a user who is deleted', () => {
  it('F41 before any request of the run harms nobody, and one of the same name who comes after inherits nothing', async () => {
    const requests = await requestsOfARotation();
    expect(requests).toBeGreaterThan(25);
    for (let nth = 5; nth <= requests; nth += 1) {
      const town = createTown();
      town.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
      town.user('bob', [{ ageDays: 95, usedDaysAgo: 1 }]);
      town.before = () => {
        if (town.sent.length === nth) vanish(town, 'alice');
      };
      expect(lineOf(await town.run(), 'bob'), `${nth}`).toMatchObject({ outcome: 'done' });
      mend(town);
      const isInherited = seed.accountById(town.world, MEMBER).secrets.get('us-east-1')?.has(SECRET) ?? false;
      const [fresh] = town.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
      town.days(1);
      const line = lineOf(await town.run(), 'alice');
      const wanted = isInherited
        ? { reason: 'hold-other-owner', outcome: 'blocked' }
        : { step: 'ROTATE', outcome: 'done' };
      expect(line, `${nth}`).toMatchObject(wanted);
      if (isInherited) expect(() => fresh && town.read('alice', fresh), `${nth}`).toThrow(/denied|not authorized/i);
    }
  });

  it.each([1, 15, 22, 26])('F41 on day %i of a cycle leaves nothing to do but to keep the secret', async (day) => {
    const life = aliceAtWork();
    await liveOn(life, day);
    vanish(life.town, 'alice');
    const sent = life.town.sent.length;
    await liveOn(life, 3);
    const writes = life.town.sent
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
        const { town } = aliceAtWork();
        const account = seed.accountById(town.world, MEMBER);
        town.before = () => {
          if (town.sent.length === nth) account.state = state;
        };
        await town.run().catch(() => undefined);
        const then = town.keysOf('alice');
        const sent = town.sent.length;
        town.days(1);
        const result = await town.run();
        expect(result.accounts.find(({ id }) => id === MEMBER)).toMatchObject({ outcome: 'skipped' });
        expect(town.keysOf('alice')).toEqual(then);
        expect(town.sent.slice(sent).filter((name) => name.startsWith('iam:'))).not.toContain('iam:CreateAccessKey');
        account.state = 'ACTIVE';
        await town.run().catch(() => undefined);
        expect(town.keysOf('alice').some(({ status }) => status === 'Active')).toBe(true);
      }
    },
  );

  it('F42 that left the organization is not entered, and the run of the others is whole', async () => {
    const life = aliceAtWork();
    await liveOn(life, 1);
    const { world } = life.town;
    const gone = seed.accountById(world, MEMBER);
    world.accounts.delete(MEMBER);
    const result = await life.town.run();
    expect(result.incomplete).toBe(false);
    world.accounts.set(MEMBER, gone);
    expect(life.town.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
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
  const town = createTown();
  const [key] = town.user(name, [{ ageDays: 95, usedDaysAgo: 1 }], { path: '/a/b/' });
  const [other] = town.user('somebody', [{ ageDays: 5, usedDaysAgo: 1 }]);
  expect(lineOf(await town.run(), name)).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  const stored = name.replaceAll(',', '!2C');
  if (key === undefined || other === undefined) throw new Error('no key');
  expect(JSON.parse(town.read(stored, key))).toMatchObject({ UserName: name });
  expect(() => town.read(stored, other)).toThrow(/not authorized|denied/i);
});

it('F41 a run that dies while its user is deleted leaves no key behind', async () => {
  const { town } = aliceAtWork();
  town.after = ({ operation }) => {
    if (operation !== 'iam:CreateAccessKey') return;
    vanish(town, 'alice');
    throw died();
  };
  await town.run();
  mend(town);
  await town.run();
  expect(town.keysOf('alice')).toEqual([]);
  human(town, 'secretsmanager', 'DescribeSecret', { SecretId: SECRET });
});
