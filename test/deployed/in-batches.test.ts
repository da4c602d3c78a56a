import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import {
  count,
  createDeployedOrganization,
  type DeployedOrganization,
  type EndedRun,
} from './deployed-organization.ts';
import { addUser, keysOf, PAYMENTS } from './organization.ts';
import type { RequestHook } from './recording.ts';

// The functions' own timers are real ones: the tests let them go off.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const organizationOf = (users: number, parameters: Readonly<Record<string, string>> = {}): DeployedOrganization => {
  const organization = createDeployedOrganization(parameters);
  for (let n = 0; n < users; n += 1) {
    const name = `user-${String(n).padStart(2, '0')}`;
    addUser(organization, PAYMENTS, name, [{ ageDays: 95 + n, usedDaysAgo: 1 }]);
  }
  return organization;
};

/** Time runs out at the nth request of this name in each visit. */
const outOfTimeAt = (nth: number, name: string): RequestHook => {
  let requests = 0;
  return ({ step, call }) => {
    if (step !== 'rotation visit') return undefined;
    if (call === 'iam:GenerateCredentialReport') requests = 0;
    if (call === name && ++requests === nth) vi.advanceTimersByTime(14 * MINUTE);
    return undefined;
  };
};

const visitsOf = (organization: DeployedOrganization, { runId }: EndedRun) => {
  const visits = [];
  for (let round = 0; ; round += 1) {
    const visited = organization.document(`runs/${runId}/visited/${PAYMENTS}/${round}.json`);
    if (visited === undefined) return visits;
    visits.push(visited);
  }
};

describe('an account with more due users than one visit has time for', () => {
  it('24 due users, and time for 20 looks: all have their key after two visits', async () => {
    const organization = organizationOf(24);
    organization.functions.before = outOfTimeAt(20, 'iam:GetUser');
    const ended = await organization.daily();
    expect(count(organization, 'iam:CreateAccessKey')).toBe(24);
    expect(visitsOf(organization, ended).map(({ result }) => result.accounts[0].outcome)).toEqual([
      'interrupted',
      'done',
    ]);
    expect(ended).toMatchObject({ status: 'SUCCEEDED' });
    const { summary, users } = ended.result;
    expect(summary).toMatchObject({ users: 24, due: 24, overdue: 24, rotated: 24, told: 24, failed: 0 });
    expect(users.map(({ user, outcome }) => `${user} ${outcome}`)).toHaveLength(24);
    expect(users.every(({ outcome }) => outcome === 'done')).toBe(true);
  });

  it('acts on twenty before it looks at others: what is known is done, however the visit ends', async () => {
    const organization = organizationOf(50);
    const looked = new Set<unknown>();
    let lookedBefore = 0;
    organization.functions.before = ({ call, input }) => {
      if (call === 'iam:GetUser') looked.add(input.UserName);
      if (call === 'iam:CreateAccessKey') lookedBefore ||= looked.size;
      return undefined;
    };
    await organization.daily();
    expect([lookedBefore, looked.size]).toEqual([20, 50]);
  });

  it('works the oldest keys first, and looks at nobody again whom an earlier visit has settled', async () => {
    const organization = organizationOf(50);
    organization.functions.before = outOfTimeAt(4, 'iam:CreateAccessKey');
    const ended = await organization.daily();
    const visits = visitsOf(organization, ended);
    const firstUsers = visits[0].settled.users as string[];
    expect(firstUsers.length).toBeGreaterThanOrEqual(4);
    expect(firstUsers.every((name) => name >= 'user-40')).toBe(true);
    const settled = visits.flatMap((visited, round) =>
      visited.settled.users.slice(round === 0 ? 0 : visits[round - 1].settled.users.length),
    );
    expect([settled.length, new Set(settled).size]).toEqual([50, 50]);
    expect(count(organization, 'iam:CreateAccessKey')).toBe(50);
  });

  it('dies between two batches: the visit is repeated, no key is made twice, and every owner is told', async () => {
    const organization = organizationOf(30);
    let [reports, isDead] = [0, false];
    organization.functions.before = ({ step, call }) => {
      if (step !== 'rotation visit') return undefined;
      if (call === 'iam:CreateAccessKey') reports += 1;
      if (isDead || reports < 20 || call !== 'iam:GetUser') return undefined;
      isDead = true;
      return 'die';
    };
    await organization.daily();
    expect(isDead).toBe(true);
    organization.days(1);
    await organization.daily();
    organization.days(1);
    const { result } = await organization.daily();
    expect(count(organization, 'iam:CreateAccessKey')).toBeLessThanOrEqual(31);
    const names = Array.from({ length: 30 }, (_, n) => `user-${String(n).padStart(2, '0')}`);
    expect(names.every((name) => keysOf(organization, PAYMENTS, name).length === 2)).toBe(true);
    expect(result.summary).toMatchObject({ failed: 0 });
    const text = organization
      .mails()
      .map((mail) => JSON.stringify(mail))
      .join('');
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  });
});

describe('keys that are to be retired in an account that is looked at in batches', () => {
  /** All rotated on day 0 and warned on day 3: their old keys are to go on day 10. */
  const organizationOnTheEve = async (users: number, parameters: Readonly<Record<string, string>>) => {
    const organization = organizationOf(users, {
      Retirement: 'on-schedule',
      MaxRetirementsPerDay: '1000',
      MaxRetirementPercentPerDay: '100',
      MaxOrganizationRetirementsPerDay: '1000',
      ...parameters,
    });
    for (let day = 0; day < 10; day += 1) {
      await organization.daily();
      organization.days(1);
    }
    return organization;
  };
  const inactive = ({ world }: DeployedOrganization) =>
    [...world.accessKeys.values()].filter(({ status }) => status === 'Inactive').length;

  /** An exemption by tag: no report tells tags, so that everybody wants a look. */
  const byTag = JSON.stringify([{ tag: 'vendor=yes', reason: 'no', approver: 'ann', until: '2027-12-31' }]);

  it('none goes where the breaker opens, in no visit of the run, though each sees a part', async () => {
    const parameters = { BreakerKeys: '22', BreakerPercent: '1', Exemptions: byTag };
    const organization = await organizationOnTheEve(30, parameters);
    organization.functions.before = outOfTimeAt(8, 'iam:GetUser');
    const ended = await organization.daily();
    expect(inactive(organization)).toBe(0);
    expect(ended.result.summary).toMatchObject({ deactivated: 0, blocked: 30 });
    expect(visitsOf(organization, ended).length).toBeGreaterThan(2);
  });

  it('all go where it stays closed, once the whole account was weighed', async () => {
    const organization = await organizationOnTheEve(30, { BreakerKeys: '30', BreakerPercent: '1', Exemptions: byTag });
    organization.functions.before = outOfTimeAt(8, 'iam:GetUser');
    const ended = await organization.daily();
    expect(ended).toMatchObject({ status: 'SUCCEEDED' });
    expect([inactive(organization), ended.result.summary.deactivated]).toEqual([30, 30]);
  });
});
