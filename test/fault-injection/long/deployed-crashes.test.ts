import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { count, createDeployedOrganization, type DeployedOrganization } from '../../deployed/deployed-organization.ts';
import { addUserOfApplication, PAYMENTS } from '../../deployed/organization.ts';
import type { RequestHook } from '../../deployed/recording.ts';

// The functions' own timers are real ones: none of them may outlive a function that died.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const organizationOfAlice = () => {
  const deployedOrganization = createDeployedOrganization();
  const application = addUserOfApplication(deployedOrganization, PAYMENTS, {
    name: 'alice',
    ageDays: 95,
    adopt: 'at-once',
  });
  return { deployedOrganization, application };
};

/** Requests of the one function of a run that has work in alice's account, by the step's name. */
const isOurs = (step: string, names: readonly string[]): boolean => names.includes(step);

const requestsOf = async (names: readonly string[]): Promise<number> => {
  const { deployedOrganization } = organizationOfAlice();
  let requests = 0;
  deployedOrganization.functions.before = ({ step }) => {
    if (isOurs(step, names)) requests += 1;
    return undefined;
  };
  await deployedOrganization.daily();
  return requests;
};

/** Dies at the nth request of these steps, once. */
const dieAt = (nth: number, names: readonly string[]): RequestHook => {
  let requests = 0;
  return ({ step }) => {
    if (!isOurs(step, names)) return undefined;
    requests += 1;
    return requests === nth ? 'die' : undefined;
  };
};

const liveOn = async (deployedOrganization: DeployedOrganization, days: number): Promise<void> => {
  for (let day = 0; day < days; day += 1) {
    deployedOrganization.days(1);
    await deployedOrganization.daily();
  }
};

const STEPS = [['rotation visit'], ['rotation tell'], ['notifier'], ['inventory finish']] as const;

describe.each(STEPS.map((names) => [names[0], names] as const))('a function that dies in %s', (_, names) => {
  it.each(['before', 'after'] as const)(
    '%s any of its requests: nobody is interrupted, the key is replaced, its owner told, and nothing left over',
    async (moment) => {
      const requests = await requestsOf(names);
      expect(requests).toBeGreaterThan(2);
      for (let nth = 1; nth <= requests; nth += 1) {
        const { deployedOrganization, application } = organizationOfAlice();
        deployedOrganization.functions[moment] = dieAt(nth, names);
        await deployedOrganization.daily();
        deployedOrganization.functions[moment] = () => undefined;
        await liveOn(deployedOrganization, 5);
        const told = deployedOrganization.world.mailbox.filter(({ subject }) => subject.includes('new access key'));
        const keys = deployedOrganization.world.accounts.get(PAYMENTS)?.users.get('alice')?.keys ?? [];
        const history = { moment, nth, interruptions: application.interruptions.length };
        expect({ ...history, isTold: told.length >= 1 && told.length <= 2 }).toEqual({
          ...history,
          interruptions: 0,
          isTold: true,
        });
        expect(keys.filter(({ status }) => status === 'Active').length).toBeGreaterThanOrEqual(2);
        expect(keys.length).toBeLessThanOrEqual(2);
        expect(count(deployedOrganization, 'iam:CreateAccessKey')).toBeLessThanOrEqual(2);
      }
    },
  );
});
