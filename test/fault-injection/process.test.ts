import { expect, it } from 'vitest';
import { plus, SECOND } from '../../src/core/time.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import { lineOf } from '../support/test-organization.ts';
import {
  denied,
  dieAt,
  died,
  endsWell,
  liveOn,
  liveToTheEnd,
  mend,
  oneDueUserAtWork,
  sentTimes,
  WELL,
} from './life.ts';

/** What a process suffers: F1 to F11. */

it('F2 two runs in a row that die, each somewhere else, end rotated, with nobody interrupted', async () => {
  // A few of the pairs; test/fault-injection/long has all.
  for (const first of [6, 15, 21])
    for (const second of [9, 16, 24]) {
      const life = oneDueUserAtWork();
      for (const nth of [first, second]) {
        dieAt(life.organization, nth, nth % 2 === 0 ? 'before' : 'after');
        await liveOn(life, 1);
      }
      mend(life.organization);
      await liveToTheEnd(life);
      expect({ first, second, ...endsWell(life) }).toEqual({ first, second, ...WELL });
    }
});

it('F3 a run that ends between the creation and the store leaves an orphan, which goes; the old key stays until a successor is stored', async () => {
  const life = oneDueUserAtWork();
  const { organization } = life;
  organization.after = ({ operation }) => {
    if (operation !== 'iam:CreateAccessKey') return;
    organization.before = () => {
      throw died();
    };
    throw died();
  };
  await liveOn(life, 1);
  mend(organization);
  const orphan = organization.keysOf('alice')[1]?.id;
  expect(organization.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
  await liveOn(life, 4);
  expect(organization.keysOf('alice').map(({ id }) => id)).not.toContain(orphan);
  await liveToTheEnd(life);
  expect(endsWell(life)).toEqual(WELL);
  expect(sentTimes(organization, 'iam:CreateAccessKey')).toBe(2);
});

it('F7 a tombstone whose answer is lost, after a store that was refused, deletes no key in this run', async () => {
  const life = oneDueUserAtWork();
  const { organization } = life;
  organization.before = ({ operation, count }) => {
    if (operation === 'secretsmanager:PutSecretValue' && count === 2) throw denied();
  };
  organization.after = ({ operation, count }) => {
    if (operation === 'secretsmanager:PutSecretValue' && count === 3) throw died();
  };
  await liveOn(life, 1);
  expect(sentTimes(organization, 'iam:DeleteAccessKey')).toBe(0);
  expect(organization.keysOf('alice')).toHaveLength(2);
  mend(organization);
  await liveToTheEnd(life);
  expect(endsWell(life)).toEqual(WELL);
});

it('F8 a move of AWSCURRENT whose answer is lost is found done, in the same run', async () => {
  const { organization } = oneDueUserAtWork();
  organization.after = ({ operation, count }) => {
    if (operation === 'secretsmanager:UpdateSecretVersionStage' && count === 1) throw died();
  };
  expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
});

it('F8 a move of AWSCURRENT that failed, and was not done, is no promotion; the next run promotes', async () => {
  const { organization } = oneDueUserAtWork();
  organization.before = ({ operation, count }) => {
    if (operation === 'secretsmanager:UpdateSecretVersionStage' && count === 1) throw died();
  };
  expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'failed' });
  mend(organization);
  organization.days(1);
  expect(lineOf(await organization.run(), 'alice')).toMatchObject({ outcome: 'done' });
  expect(sentTimes(organization, 'iam:CreateAccessKey')).toBe(1);
});

it.each([
  [59, 0],
  [61, 1],
])('F10 with %i seconds left, %i keys are created', async (seconds, created) => {
  const { organization } = oneDueUserAtWork();
  await organization.run({ deadline: plus(organization.world.now, seconds * SECOND), scope: { users: ['alice'] } });
  expect(sentTimes(organization, 'iam:CreateAccessKey')).toBe(created);
});

it('F49 an error code that nobody knows stops the user for now, and is no refusal: nothing is taken back', async () => {
  const life = oneDueUserAtWork();
  const { organization } = life;
  organization.before = ({ operation, count }) => {
    if (operation === 'secretsmanager:PutSecretValue' && count === 2)
      throw new AwsError('NewKindOfTrouble', 'what?', 400);
  };
  expect(lineOf(await organization.run(), 'alice')).toMatchObject({ outcome: 'failed', reason: 'NewKindOfTrouble' });
  expect(sentTimes(organization, 'iam:DeleteAccessKey')).toBe(0);
  mend(organization);
  await liveToTheEnd(life);
  expect(endsWell(life)).toEqual(WELL);
});
