import { describe, expect, it } from 'vitest';
import { human, SECRET, use } from '../support/one-due-user.ts';
import { createTestOrganization, lineOf } from '../support/test-organization.ts';
import { dieAt, endsWell, liveOn, liveToTheEnd, liveUntil, mend, oneDueUserAtWork, sentTimes, WELL } from './life.ts';

/** What others do at the same time: F12 to F21. */

it.each([3, 4, 5, 6, 7, 8])('F16 a user with %i keys gets none, loses none, and is reported', async (count) => {
  const organization = createTestOrganization();
  // One is in use; the others would be idle enough to go, were there two.
  const keys = organization.user(
    'alice',
    Array.from({ length: count }, (_, n) => ({ ageDays: 195 + n, usedDaysAgo: n === 0 ? 1 : 150 })),
  );
  for (const days of [1, 13, 7, 10, 10]) {
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ outcome: 'blocked' });
    if (keys[0]) use(organization, keys[0]);
    organization.days(days);
  }
  expect(organization.keysOf('alice').map(({ status }) => status)).toEqual(keys.map(() => 'Active'));
});

it('F18 a person who deletes the pending key makes room for another; the old key stays until that one works', async () => {
  const life = oneDueUserAtWork();
  const { organization } = life;
  organization.after = ({ operation, count }) => {
    if (operation === 'secretsmanager:PutSecretValue' && count === 2) dieAt(organization, 0);
  };
  await liveOn(life, 1);
  mend(organization);
  const pending = organization.keysOf('alice')[1]?.id;
  human(organization, 'iam', 'DeleteAccessKey', { UserName: 'alice', AccessKeyId: pending });
  await liveToTheEnd(life);
  expect(endsWell(life)).toEqual(WELL);
  expect(sentTimes(organization, 'iam:CreateAccessKey')).toBe(2);
});

describe('a secret that somebody else manages', () => {
  it('F21 by a rotation of Secrets Manager is on hold, at each step', async () => {
    for (const day of [1, 15, 23]) {
      const life = oneDueUserAtWork();
      const { organization } = life;
      await liveUntil(life, day);
      const RotationLambdaARN = 'arn:aws:lambda:us-east-1:222222222222:function:rotate';
      human(organization, 'secretsmanager', 'RotateSecret', { SecretId: SECRET, RotationLambdaARN });
      const before = organization.keysOf('alice');
      const result = await organization.run();
      expect(lineOf(result, 'alice')).toMatchObject({ reason: 'hold-managed-rotation', outcome: 'blocked' });
      expect(result.apiCalls.writes).toBe(0);
      await liveToTheEnd(life);
      expect(organization.keysOf('alice')).toEqual(before);
    }
  });

  it('F21 a key that another program makes in our cycle is nobody’s to retire', async () => {
    const life = oneDueUserAtWork();
    const { organization } = life;
    await liveOn(life, 2);
    human(organization, 'iam', 'DeleteAccessKey', {
      UserName: 'alice',
      AccessKeyId: organization.keysOf('alice')[0]?.id,
    });
    human(organization, 'iam', 'CreateAccessKey', { UserName: 'alice' });
    const before = organization.keysOf('alice');
    await liveOn(life, 60);
    expect(organization.keysOf('alice')).toEqual(before);
  });
});
