import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import { count, createDeployedOrganization, type DeployedOrganization } from './deployed-organization.ts';
import { ADMIN, addUser, keysOf, PAYMENTS, WEB } from './organization.ts';

const DUE = { ageDays: 95, usedDaysAgo: 1 };

// The functions' own timers are real ones: the tests let them go off.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** One function at a time: it visits all accounts at once. */
const organizationOf = (users: Readonly<Record<string, readonly string[]>>): DeployedOrganization => {
  const organization = createDeployedOrganization({ MaxConcurrency: '1' });
  for (const [account, names] of Object.entries(users))
    for (const name of names) addUser(organization, account, name, [DUE]);
  return organization;
};

const steps = ({ functions }: DeployedOrganization, step: string): number =>
  functions.invoked.filter((each) => each === step).length;

const receivers = (organization: DeployedOrganization): readonly string[] =>
  organization
    .mails()
    .flatMap(({ to }) => to)
    .filter((address) => address !== ADMIN)
    .toSorted();

describe('accounts that one function visits at once', () => {
  it('are worked, told and noted by one request each', async () => {
    const organization = organizationOf({ [PAYMENTS]: ['alice'], [WEB]: ['bob'] });
    const ended = await organization.daily();
    expect(ended).toMatchObject({ status: 'SUCCEEDED', childFailures: [], result: { summary: { told: 2 } } });
    expect(['visit', 'tell'].map((step) => steps(organization, `rotation ${step}`))).toEqual([1, 1]);
    expect(steps(organization, 'notifier mails')).toBe(1);
    expect(receivers(organization)).toHaveLength(2);
    expect(ended.result.accounts.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done', 'done']);
  });

  it('go on apart: only those whose time ran out are visited again', async () => {
    const organization = organizationOf({
      [PAYMENTS]: Array.from({ length: 24 }, (_, n) => `user-${n}`),
      [WEB]: ['bob'],
    });
    let keys = 0;
    organization.functions.after = ({ call }) => {
      if (call === 'iam:CreateAccessKey' && ++keys === 4) vi.advanceTimersByTime(14 * MINUTE);
      return undefined;
    };
    const ended = await organization.daily();
    expect(ended).toMatchObject({ status: 'SUCCEEDED', result: { summary: { rotated: 25, told: 25 } } });
    const visits = [0, 1].map(
      (round) => (account: string) =>
        organization.document(`runs/${ended.runId}/visited/${account}/${round}.json`) !== undefined,
    );
    expect(visits.map((isVisited) => [isVisited(PAYMENTS), isVisited(WEB)])).toEqual([
      [true, true],
      [true, false],
    ]);
  });

  it('are visited each alone where one of them ends the function: the others are done and told the same day', async () => {
    const organization = organizationOf({ [PAYMENTS]: ['alice'], [WEB]: ['bob'] });
    organization.functions.before = ({ step, call, input }) =>
      step === 'rotation visit' && call === 'sts:AssumeRole' && String(input.RoleArn).includes(PAYMENTS)
        ? 'die'
        : undefined;
    const ended = await organization.daily();
    expect(ended).toMatchObject({ status: 'FAILED', error: 'RunIncomplete', childFailures: [] });
    expect(ended.result.accounts.filter(({ outcome }) => outcome !== 'done')).toMatchObject([{ id: PAYMENTS }]);
    expect([keysOf(organization, WEB, 'bob').length, ended.result.summary.told]).toEqual([2, 1]);
    expect(receivers(organization)).toHaveLength(1);
    organization.functions.before = () => undefined;
    organization.days(1);
    expect(await organization.daily()).toMatchObject({ status: 'SUCCEEDED', result: { summary: { told: 1 } } });
  });

  it('are apart for a week from one that ended their function, and get their keys on the day itself', async () => {
    const organization = organizationOf({ [PAYMENTS]: ['alice'], [WEB]: ['bob'] });
    const { functions } = organization;
    // Bob is in hand at that moment: his claim outlives the function.
    let isBobInHand = false;
    functions.before = ({ step, call, input }) => {
      if (step !== 'rotation visit') return undefined;
      isBobInHand ||= call === 'secretsmanager:PutSecretValue' && String(input.SecretId).includes('bob');
      return call.startsWith('iam:') && isBobInHand && String(input.UserName) === 'alice' ? 'die' : undefined;
    };
    await organization.daily();
    expect(keysOf(organization, WEB, 'bob')).toHaveLength(2);
    organization.days(1);
    const first = functions.invoked.length;
    await organization.daily();
    const visits = functions.invoked.slice(first).filter((step) => step === 'rotation visit');
    // Each of the four accounts by itself, and Alice's once more.
    expect(visits).toHaveLength(5);
    functions.before = () => undefined;
    for (let day = 0; day < 8; day += 1) {
      organization.days(1);
      const begun = functions.invoked.length;
      await organization.daily();
      const count = functions.invoked.slice(begun).filter((step) => step === 'rotation visit').length;
      expect(count, `day ${day + 2}`).toBe(day + 2 < 7 ? 3 : day + 2 === 7 ? 2 : 1);
    }
  });

  it('are apart the next day also where the function died once, and its second try came to the end', async () => {
    const organization = organizationOf({ [PAYMENTS]: ['alice'], [WEB]: ['bob'] });
    const { functions } = organization;
    let isDead = false;
    functions.before = ({ call, input }) => {
      if (isDead || call !== 'iam:CreateAccessKey' || String(input.UserName) !== 'alice') return undefined;
      isDead = true;
      return 'die';
    };
    await organization.daily();
    expect(isDead).toBe(true);
    organization.days(1);
    const first = functions.invoked.length;
    await organization.daily();
    expect(functions.invoked.slice(first).filter((step) => step === 'rotation visit')).toHaveLength(3);
  });

  it('that were left by a function which died have their mails sent by the visit alone', async () => {
    const organization = organizationOf({ [PAYMENTS]: ['alice'], [WEB]: ['bob'] });
    let deaths = 0;
    organization.functions.before = ({ step, call, input }) => {
      const isVisited =
        step === 'rotation visit' && call === 's3:PutObject' && String(input.Key).includes(`/visited/${PAYMENTS}/`);
      return isVisited && ++deaths <= 3 ? 'die' : undefined;
    };
    const ended = await organization.daily();
    expect(ended).toMatchObject({ status: 'SUCCEEDED', result: { summary: { told: 2, failed: 0 } } });
    expect(count(organization, 'iam:CreateAccessKey')).toBe(2);
    expect(receivers(organization)).toHaveLength(2);
  });

  it('wait for mails as long as they take: the notifier is asked again where its time ran out', async () => {
    const organization = createDeployedOrganization({ MaxConcurrency: '1', ResourceOwnerTag: 'owner' });
    organization.world.settings.newKeyLagMs = 0;
    for (let n = 0; n < 30; n += 1)
      addUser(organization, PAYMENTS, `user-${n}`, [DUE], { tags: { owner: `owner-${n}@example.com` } });
    let mails = 0;
    organization.functions.after = ({ step, call }) => {
      if (step === 'notifier mails' && call === 'sesv2:SendEmail' && ++mails % 10 === 0)
        vi.advanceTimersByTime(14 * MINUTE);
      return undefined;
    };
    const ended = await organization.daily();
    expect(ended).toMatchObject({ status: 'SUCCEEDED', result: { summary: { told: 30, failed: 0 } } });
    expect(steps(organization, 'notifier mails')).toBeGreaterThan(2);
    expect(receivers(organization)).toHaveLength(30);
  });
});
