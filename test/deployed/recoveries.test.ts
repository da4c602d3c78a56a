import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DAY, MINUTE, plus } from '../../src/core/time.ts';
import { count, createDeployedOrganization, type DeployedOrganization } from './deployed-organization.ts';
import { ADMIN, addUser, keysOf, PAYMENTS, WEB } from './organization.ts';
import type { RequestHook } from './recording.ts';

const DUE = { ageDays: 95, usedDaysAgo: 1 };

const organizationOfAlice = (): DeployedOrganization => {
  const deployedOrganization = createDeployedOrganization();
  addUser(deployedOrganization, PAYMENTS, 'alice', [DUE]);
  return deployedOrganization;
};

/** Dies at the first request for which `when` holds. */
const dieOnce = (when: (call: string, input: Readonly<Record<string, unknown>>) => boolean): RequestHook => {
  let isDone = false;
  return ({ step, call, input }) => {
    if (isDone || step !== 'rotation visit' || !when(call, input)) return undefined;
    isDone = true;
    return 'die';
  };
};

const isObject = (part: string) => (call: string, input: Readonly<Record<string, unknown>>) =>
  call === 's3:PutObject' && String(input.Key).includes(part);

const mailsToOwners = (deployedOrganization: DeployedOrganization) =>
  deployedOrganization.mails().filter(({ to }) => to[0] !== ADMIN);

// The functions' own timers are real ones: none of them may outlive a function that died.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a rotation function that dies', () => {
  it('after its visit was written down, and whose answer is lost: its mails are sent, and nothing is done twice', async () => {
    const deployedOrganization = organizationOfAlice();
    deployedOrganization.functions.after = dieOnce(isObject('/visited/333333333333/'));
    const ended = await deployedOrganization.daily();
    expect(ended).toMatchObject({ status: 'SUCCEEDED', result: { summary: { rotated: 1, told: 1 } } });
    expect(count(deployedOrganization, 'iam:CreateAccessKey')).toBe(1);
    expect(mailsToOwners(deployedOrganization)).toHaveLength(1);
  });

  it('after it left a mail, and before it wrote its visit down: the mail is sent the same day', async () => {
    const deployedOrganization = organizationOfAlice();
    deployedOrganization.functions.before = dieOnce(isObject('/visited/333333333333/'));
    const ended = await deployedOrganization.daily();
    expect(ended).toMatchObject({ status: 'SUCCEEDED', result: { summary: { told: 1, failed: 0 } } });
    expect(count(deployedOrganization, 'iam:CreateAccessKey')).toBe(1);
    expect(mailsToOwners(deployedOrganization)).toHaveLength(1);
  });

  it('so, while SES is down: the notice is undelivered, in sight, and sent by a later run', async () => {
    const deployedOrganization = organizationOfAlice();
    deployedOrganization.functions.before = dieOnce(isObject('/visited/333333333333/'));
    deployedOrganization.world.settings.sesOutage = {
      from: deployedOrganization.world.now,
      until: plus(deployedOrganization.world.now, 12 * 60 * MINUTE),
    };
    const { result } = await deployedOrganization.daily();
    expect(result.summary).toMatchObject({ told: 0, failed: 1 });
    expect(result.users).toMatchObject([{ user: 'alice', outcome: 'failed', reason: 'mail-refused' }]);
    deployedOrganization.days(1);
    expect((await deployedOrganization.daily()).result.summary).toMatchObject({ told: 1, failed: 0 });
  });

  it('between a new key and its secret: no key is lost, and a later run clears up and rotates', async () => {
    const deployedOrganization = organizationOfAlice();
    deployedOrganization.functions.after = dieOnce((call) => call === 'iam:CreateAccessKey');
    await deployedOrganization.daily();
    expect(keysOf(deployedOrganization, PAYMENTS, 'alice')).toEqual(['Active', 'Active']);
    for (let day = 0; day < 4; day += 1) {
      deployedOrganization.days(1);
      await deployedOrganization.daily();
    }
    expect(count(deployedOrganization, 'iam:CreateAccessKey')).toBe(2);
    expect(keysOf(deployedOrganization, PAYMENTS, 'alice')).toEqual(['Active', 'Active']);
    expect(mailsToOwners(deployedOrganization)).toHaveLength(1);
  });

  it('each time it is tried: its account failed, by name; the others are done, and the next run goes on', async () => {
    const deployedOrganization = organizationOfAlice();
    addUser(deployedOrganization, WEB, 'bob', [DUE]);
    deployedOrganization.functions.before = ({ step, call, input }) =>
      step === 'rotation visit' && call === 'sts:AssumeRole' && String(input.RoleArn).includes(PAYMENTS)
        ? 'die'
        : undefined;
    const ended = await deployedOrganization.daily();
    expect(ended).toMatchObject({ status: 'FAILED', error: 'RunIncomplete', childFailures: ['Sandbox.Timedout'] });
    expect(ended.result.accounts.filter(({ outcome }) => outcome === 'failed')).toMatchObject([{ id: PAYMENTS }]);
    expect(keysOf(deployedOrganization, WEB, 'bob')).toHaveLength(2);
    deployedOrganization.functions.before = () => undefined;
    deployedOrganization.days(1);
    expect((await deployedOrganization.daily()).status).toBe('SUCCEEDED');
    expect(keysOf(deployedOrganization, PAYMENTS, 'alice')).toHaveLength(2);
  });

  it('while it notes that a mail was accepted: it is noted in the end, and not told to be undelivered', async () => {
    const deployedOrganization = organizationOfAlice();
    let isDone = false;
    deployedOrganization.functions.after = ({ step, call }) => {
      if (isDone || step !== 'rotation tell' || call !== 'secretsmanager:TagResource') return undefined;
      isDone = true;
      return 'die';
    };
    const { result } = await deployedOrganization.daily();
    expect(isDone).toBe(true);
    expect(result.summary).toMatchObject({ told: 1, failed: 0 });
    deployedOrganization.days(1);
    await deployedOrganization.daily();
    expect(mailsToOwners(deployedOrganization)).toHaveLength(1);
  });
});

describe('mails', () => {
  it('that SES refuses are told as undelivered, tried again, and no grace begins before one is accepted', async () => {
    const deployedOrganization = createDeployedOrganization({ Retirement: 'on-schedule' });
    addUser(deployedOrganization, PAYMENTS, 'alice', [DUE]);
    deployedOrganization.world.settings.sesOutage = {
      from: deployedOrganization.world.now,
      until: plus(deployedOrganization.world.now, 5 * DAY),
    };
    const first = await deployedOrganization.daily();
    expect(first).toMatchObject({ status: 'FAILED', error: 'AdminsNotTold' });
    expect(first.result.summary).toMatchObject({ rotated: 1, told: 0, failed: 1 });
    expect(first.result.users[0]?.message).toContain('the owner is not told yet');
    const told: number[] = [];
    const inactive: number[] = [];
    for (let day = 1; day < 22; day += 1) {
      deployedOrganization.days(1);
      const { result } = await deployedOrganization.daily();
      if (result.summary.told > 0) told.push(day);
      if (result.summary.deactivated > 0) inactive.push(day);
    }
    expect(told).toEqual([7]);
    expect(inactive).toEqual([17]);
  });

  it('whose function dies each time are undelivered, and the run ends all the same', async () => {
    const deployedOrganization = organizationOfAlice();
    deployedOrganization.functions.before = ({ step, input }) =>
      step === 'notifier mails' && JSON.stringify(input).includes('payments@') ? 'die' : undefined;
    const ended = await deployedOrganization.daily();
    expect(ended.status).toBe('SUCCEEDED');
    expect(ended.result.summary).toMatchObject({ rotated: 1, told: 0, failed: 1 });
    expect(ended.result.users[0]?.message).toContain('Sandbox.Timedout');
  });

  it('that were sent before their function died are sent once more at most', async () => {
    const deployedOrganization = organizationOfAlice();
    let deaths = 0;
    deployedOrganization.functions.after = ({ step, call, input }) => {
      const isOwners =
        step === 'notifier mails' && call === 'sesv2:SendEmail' && JSON.stringify(input).includes('payments@');
      if (!isOwners || deaths > 0) return undefined;
      deaths += 1;
      return 'die';
    };
    const { result } = await deployedOrganization.daily();
    expect([deaths, result.summary.told]).toEqual([1, 1]);
    expect(mailsToOwners(deployedOrganization)).toHaveLength(2);
  });
});
