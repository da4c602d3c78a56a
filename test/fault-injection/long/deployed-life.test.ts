import { describe, expect, it } from 'vitest';
import type { Adoption } from '../../../src/sandbox/model/application.ts';
import { changesSince, createDeployedOrganization } from '../../deployed/deployed-organization.ts';
import { addUser, addUserOfApplication, keysOf, PAYMENTS } from '../../deployed/organization.ts';

interface Life {
  readonly history: readonly string[];
  readonly interruptions: number;
  readonly failures: number;
  readonly keys: readonly string[];
}

/** 120 daily runs over one user whose key is due on day 0. */
const live = async (retirement: string, adopt: Adoption): Promise<Life> => {
  const deployedOrganization = createDeployedOrganization({ Retirement: retirement });
  const application = addUserOfApplication(deployedOrganization, PAYMENTS, { name: 'alice', ageDays: 90, adopt });
  const history: string[] = [];
  let failures = 0;
  for (let day = 0; day < 120; day += 1) {
    const { status, result } = await deployedOrganization.daily();
    if (status === 'FAILED') failures += 1;
    history.push(...result.users.filter(({ outcome }) => outcome === 'done').map(({ step }) => `${day} ${step}`));
    deployedOrganization.days(1);
  }
  return {
    history,
    failures,
    interruptions: application.interruptions.length,
    keys: keysOf(deployedOrganization, PAYMENTS, 'alice'),
  };
};

describe('120 days of daily runs', () => {
  it('on schedule: rotated on day 0, warned, deactivated on day 10, announced, deleted on day 20, and again 90 days on', async () => {
    const { history, failures, interruptions, keys } = await live('on-schedule', 'at-once');
    expect(history).toEqual([
      '0 ROTATE',
      '3 WARN',
      '10 DEACTIVATE',
      '13 ANNOUNCE',
      '20 DELETE',
      '90 ROTATE',
      '93 WARN',
      '100 DEACTIVATE',
      '103 ANNOUNCE',
      '110 DELETE',
    ]);
    expect([failures, interruptions, keys]).toEqual([0, 0, ['Active']]);
  });

  it('when quiet, with an application that never takes the new key: it is never interrupted', async () => {
    const { history, failures, interruptions, keys } = await live('when-quiet', 'never');
    expect([failures, interruptions, keys]).toEqual([0, 0, ['Active', 'Active']]);
    expect(history.filter((line) => /DEACTIVATE|DELETE/.test(line))).toEqual([]);
    expect(history.some((line) => line.endsWith('REMIND'))).toBe(true);
  });

  it('in a dry run change nothing at all', async () => {
    const deployedOrganization = createDeployedOrganization({ DryRunFlag: 'True' });
    addUser(deployedOrganization, PAYMENTS, 'alice', [{ ageDays: 90, usedDaysAgo: 0 }]);
    for (let day = 0; day < 30; day += 1) {
      expect((await deployedOrganization.daily()).status).toBe('SUCCEEDED');
      deployedOrganization.days(1);
    }
    expect(changesSince(deployedOrganization, 0)).toEqual([]);
  });
});
