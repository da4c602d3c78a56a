import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { throttles } from '../../../bench/virtual.ts';
import { virtualClock } from '../../../src/sandbox/clock.ts';
import { count, createDeployedOrganization, type DeployedOrganization } from '../../deployed/deployed-organization.ts';
import { addUser, keysOf, PAYMENTS } from '../../deployed/organization.ts';

// The functions' own timers are real ones: they go off as the world's time passes.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const organizationOf = (users: number, parameters: Readonly<Record<string, string>> = {}): DeployedOrganization => {
  const organization = createDeployedOrganization(parameters);
  for (let n = 0; n < users; n += 1)
    addUser(organization, PAYMENTS, `user-${n}`, [{ ageDays: 95, usedDaysAgo: 1 }], {
      tags: { owner: `owner-${n}@example.com` },
    });
  return organization;
};

/** Requests come no faster than AWS answers them, and a function that works for 13 minutes has to end. */
const atAwsPace = ({ functions, world }: DeployedOrganization): void => {
  functions.through = throttles(virtualClock(world));
  let last = world.now;
  functions.before = () => {
    const passed = world.now - last;
    last = world.now;
    if (passed > 0) vi.advanceTimersByTime(passed);
    return undefined;
  };
};

const mailsToOwners = (organization: DeployedOrganization): readonly string[] =>
  organization.mails().flatMap(({ to }) => to.filter((address) => address.startsWith('owner-')));

describe('one large account', () => {
  it('2,000 due users at the pace of AWS: all have their key within the rounds of three days', async () => {
    const organization = organizationOf(2_000);
    atAwsPace(organization);
    let days = 0;
    while (days < 3 && count(organization, 'iam:CreateAccessKey') < 2_000) {
      await organization.daily();
      organization.days(1);
      days += 1;
    }
    expect(count(organization, 'iam:CreateAccessKey')).toBe(2_000);
    const users = Array.from({ length: 2_000 }, (_, n) => `user-${n}`);
    expect(users.filter((user) => keysOf(organization, PAYMENTS, user).length !== 2)).toEqual([]);
  }, 1_800_000);

  it.each([1_010, 2_500])(
    '%i owners get one mail each, in two days of runs',
    async (owners) => {
      const organization = organizationOf(owners, { ResourceOwnerTag: 'owner' });
      organization.world.settings.newKeyLagMs = 0;
      const failures: string[] = [];
      for (let day = 0; day < 2; day += 1) {
        failures.push(...(await organization.daily()).childFailures);
        organization.days(1);
      }
      const mails = mailsToOwners(organization);
      expect(failures).toEqual([]);
      expect([mails.length, new Set(mails).size]).toEqual([owners, owners]);
    },
    1_800_000,
  );
});
