import { describe, expect, it } from 'vitest';
import { HOUR, plus } from '../../src/core/time.ts';
import { human, organizationWithOneDueUser, runDaily, statuses } from '../support/one-due-user.ts';
import { lineOf } from '../support/test-organization.ts';

/** Time passes for everybody but the run, which knows nothing of it. */
describe('a laptop that is closed in the middle of a run', () => {
  const closedFor = async (hours: number) => {
    const { organization } = organizationWithOneDueUser();
    organization.after = ({ operation, count }) => {
      if (operation === 'organizations:ListAccounts' && count === 1)
        organization.world.now = plus(organization.world.now, hours * HOUR);
    };
    return { organization, result: await organization.run() };
  };

  it('and opened seven hours later writes nothing any more: what the run read when it began may be past', async () => {
    const { organization, result } = await closedFor(7);
    expect(lineOf(result, 'alice')).toMatchObject({ outcome: 'failed', reason: 'out-of-time' });
    expect(statuses(organization)).toEqual(['Active']);
    organization.after = () => undefined;
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  });

  it('and opened five hours later goes on', async () => {
    const { result } = await closedFor(5);
    expect(lineOf(result, 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  });

  /**
   * Crash points found it: one and the same run noted that a key is inactive, slept through the grace, and deleted it.
   */
  it('when it has announced a deletion leaves that to a later run, which looks again', async () => {
    const { organization, key } = organizationWithOneDueUser();
    const settings = { recoveryGraceDays: 1, warnDays: 1 };
    await runDaily(organization, 3, settings);
    human(organization, 'iam', 'UpdateAccessKey', {
      UserName: 'alice',
      AccessKeyId: key.accessKeyId,
      Status: 'Inactive',
    });
    organization.after = ({ operation }) => {
      if (operation === 'sesv2:SendEmail') organization.world.now = plus(organization.world.now, 25 * HOUR);
    };
    await organization.run({ settings });
    expect(statuses(organization)).toEqual(['Inactive', 'Active']);
    organization.after = () => undefined;
    expect(await runDaily(organization, 4, settings)).toContain('DELETE done');
  });
});
