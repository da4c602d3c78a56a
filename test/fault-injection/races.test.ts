import { describe, expect, it } from 'vitest';
import { human, SECRET, use } from '../support/one-due-user.ts';
import { createTown, lineOf } from '../support/test-organization.ts';
import { aliceAtWork, dieAt, endsWell, liveOn, liveToTheEnd, liveUntil, mend, sentTimes, WELL } from './life.ts';

/** What others do at the same time: F12 to F21. */

it.each([3, 4, 5, 6, 7, 8])('F16 a user with %i keys gets none, loses none, and is reported', async (count) => {
  const town = createTown();
  // One is in use; the others would be idle enough to go, were there two.
  const keys = town.user(
    'alice',
    Array.from({ length: count }, (_, n) => ({ ageDays: 195 + n, usedDaysAgo: n === 0 ? 1 : 150 })),
  );
  for (const days of [1, 13, 7, 10, 10]) {
    expect(lineOf(await town.run(), 'alice')).toMatchObject({ outcome: 'blocked' });
    if (keys[0]) use(town, keys[0]);
    town.days(days);
  }
  expect(town.keysOf('alice').map(({ status }) => status)).toEqual(keys.map(() => 'Active'));
});

it('F18 a person who deletes the pending key makes room for another; the old key stays until that one works', async () => {
  const life = aliceAtWork();
  const { town } = life;
  town.after = ({ operation, count }) => {
    if (operation === 'secretsmanager:PutSecretValue' && count === 2) dieAt(town, 0);
  };
  await liveOn(life, 1);
  mend(town);
  const pending = town.keysOf('alice')[1]?.id;
  human(town, 'iam', 'DeleteAccessKey', { UserName: 'alice', AccessKeyId: pending });
  await liveToTheEnd(life);
  expect(endsWell(life)).toEqual(WELL);
  expect(sentTimes(town, 'iam:CreateAccessKey')).toBe(2);
});

describe('a secret that somebody else manages', () => {
  it('F21 by a rotation of Secrets Manager is on hold, at each step', async () => {
    for (const day of [1, 15, 23]) {
      const life = aliceAtWork();
      const { town } = life;
      await liveUntil(life, day);
      const RotationLambdaARN = 'arn:aws:lambda:us-east-1:222222222222:function:rotate';
      human(town, 'secretsmanager', 'RotateSecret', { SecretId: SECRET, RotationLambdaARN });
      const before = town.keysOf('alice');
      const result = await town.run();
      expect(lineOf(result, 'alice')).toMatchObject({ reason: 'hold-managed-rotation', outcome: 'blocked' });
      expect(result.apiCalls.writes).toBe(0);
      await liveToTheEnd(life);
      expect(town.keysOf('alice')).toEqual(before);
    }
  });

  it('F21 a key that another program makes in our cycle is nobody’s to retire', async () => {
    const life = aliceAtWork();
    const { town } = life;
    await liveOn(life, 2);
    human(town, 'iam', 'DeleteAccessKey', { UserName: 'alice', AccessKeyId: town.keysOf('alice')[0]?.id });
    human(town, 'iam', 'CreateAccessKey', { UserName: 'alice' });
    const before = town.keysOf('alice');
    await liveOn(life, 60);
    expect(town.keysOf('alice')).toEqual(before);
  });
});
