import { describe, expect, it } from 'vitest';
import { HOUR, plus } from '../../src/core/time.ts';
import { human, runDaily, statuses, townWithAlice } from '../support/one-due-user.ts';
import { lineOf } from '../support/test-organization.ts';

/** Time passes for everybody but the run, which knows nothing of it. */
describe('a laptop that is closed in the middle of a run', () => {
  const closedFor = async (hours: number) => {
    const { town } = townWithAlice();
    town.after = ({ operation, count }) => {
      if (operation === 'organizations:ListAccounts' && count === 1)
        town.world.now = plus(town.world.now, hours * HOUR);
    };
    return { town, result: await town.run() };
  };

  it('and opened seven hours later writes nothing any more: what the run read when it began may be past', async () => {
    const { town, result } = await closedFor(7);
    expect(lineOf(result, 'alice')).toMatchObject({ outcome: 'failed', reason: 'out-of-time' });
    expect(statuses(town)).toEqual(['Active']);
    town.after = () => undefined;
    expect(lineOf(await town.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  });

  it('and opened five hours later goes on', async () => {
    const { result } = await closedFor(5);
    expect(lineOf(result, 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  });

  /** Crash points found it: one and the same run noted that a key is inactive, slept through the grace, and deleted it. */
  it('when it has announced a deletion leaves that to a later run, which looks again', async () => {
    const { town, key } = townWithAlice();
    const settings = { recoveryGraceDays: 1, warnDays: 1 };
    await runDaily(town, 3, settings);
    human(town, 'iam', 'UpdateAccessKey', { UserName: 'alice', AccessKeyId: key.accessKeyId, Status: 'Inactive' });
    town.after = ({ operation }) => {
      if (operation === 'sesv2:SendEmail') town.world.now = plus(town.world.now, 25 * HOUR);
    };
    await town.run({ settings });
    expect(statuses(town)).toEqual(['Inactive', 'Active']);
    town.after = () => undefined;
    expect(await runDaily(town, 4, settings)).toContain('DELETE done');
  });
});
