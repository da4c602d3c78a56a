import { describe, expect, it } from 'vitest';
import { MINUTE, plus } from '../../src/core/time.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { townWithAlice } from '../support/one-due-user.ts';
import { createTown, lineOf, MEMBER } from '../support/test-organization.ts';
import { aliceAtWork, endsWell, liveOn, liveToTheEnd, mend, throttled, WELL } from './life.ts';

/** What AWS itself does: F30 to F50. */

it('F30 of everything for ten minutes, in the middle of a step, is made up for', async () => {
  const life = aliceAtWork();
  const { town } = life;
  let until = Number.POSITIVE_INFINITY;
  town.before = ({ operation, count }) => {
    if (operation === 'secretsmanager:PutSecretValue' && count === 2) until = plus(town.world.now, 10 * MINUTE);
    if (until < Number.POSITIVE_INFINITY && town.world.now < until) throw throttled();
  };
  await liveToTheEnd(life);
  expect(endsWell(life)).toEqual(WELL);
});

it('F32 an account whose role cannot be assumed is told apart, and the others go on', async () => {
  const { town } = townWithAlice();
  seed.addAccount(town.world, { id: '333333333333', name: 'closed to us', email: 'c@example.com' });
  const result = await town.run();
  expect(lineOf(result, 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  expect(result.accounts.find(({ id }) => id === '333333333333')).toMatchObject({ outcome: 'failed' });
  expect(result.incomplete).toBe(true);
});

it.each(['iam:CreateAccessKey', 'secretsmanager:UpdateSecretVersionStage', 'secretsmanager:TagResource'])(
  'F33 credentials that expire at %s end the work there; the next run goes on',
  async (name) => {
    const life = aliceAtWork();
    life.town.before = ({ operation }) => {
      if (operation === name)
        throw new AwsError('ExpiredToken', 'The security token included in the request is expired', 403);
    };
    await liveOn(life, 1);
    mend(life.town);
    await liveToTheEnd(life);
    expect(endsWell(life)).toEqual(WELL);
  },
);

describe('an account', () => {
  it.each([0, 1, 100, 101, 5_000])('F43 of %i users is seen whole, however its lists are paged', async (users) => {
    const town = createTown();
    for (let n = 0; n < users; n += 1) seed.addUser(town.world, MEMBER, { name: `user-${n}` });
    const due = [0, users - 1].filter((n, index, all) => n >= 0 && n < users && all.indexOf(n) === index);
    for (const n of due)
      seed.addKey(town.world, MEMBER, `user-${n}`, { createdAt: plus(town.world.now, -95 * 86_400_000) });
    const result = await town.run({ mode: 'plan', settings: { discovery: 'list' } });
    expect(result.summary).toMatchObject({ users, rotated: due.length, failed: 0 });
  });
});

describe('a CloudTrail that', () => {
  const withOrphan = async (trailDelayMs: number) => {
    const life = aliceAtWork();
    const { town } = life;
    town.world.settings.trailDelayMs = trailDelayMs;
    town.after = ({ operation }) => {
      if (operation === 'iam:CreateAccessKey')
        throw Object.assign(new Error('no answer'), { name: 'TimeoutError', $metadata: {} });
    };
    await liveOn(life, 1);
    mend(town);
    return life;
  };

  it('F48 has no record of a key leaves it alone, and a person is asked', async () => {
    const life = await withOrphan(1_000 * 86_400_000);
    const story = await liveOn(life, 40);
    expect(life.town.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
    expect(story.at(-1)).toBe('NOTHING blocked');
    expect(lineOf(await life.town.run(), 'alice')).toMatchObject({ reason: 'unexplained-key' });
  });

  it('F48 is two days late delays the end of an orphan by as much', async () => {
    const life = await withOrphan(2 * 86_400_000);
    const orphan = life.town.keysOf('alice')[1]?.id;
    await liveOn(life, 6);
    expect(life.town.keysOf('alice').map(({ id }) => id)).not.toContain(orphan);
    await liveToTheEnd(life);
    expect(endsWell(life)).toEqual(WELL);
  });
});

it('F50 a key in a status that nobody knows stops its user, and nothing is written', async () => {
  const { town } = townWithAlice();
  const [key] = [...town.world.accessKeys.values()].filter(({ userName }) => userName === 'alice');
  if (key === undefined) throw new Error('no key');
  // A status that IAM has not had so far.
  key.statusChanges.length = 0;
  Object.assign(key, { status: 'Suspended', statusChanges: [{ at: key.createdAt, status: 'Suspended' }] });
  const result = await town.run();
  expect(lineOf(result, 'alice')).toMatchObject({ outcome: 'failed', reason: 'UnexpectedAnswer' });
  expect(result.apiCalls.writes).toBe(0);
});
