import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import { createDeployedOrganization } from './deployed-organization.ts';
import { addUser, PAYMENTS } from './organization.ts';

const DUE = { ageDays: 95, usedDaysAgo: 1 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the mails of one account', () => {
  it('are 400 a visit at most: the next visit goes on, and every owner gets one', async () => {
    const organization = createDeployedOrganization({ ResourceOwnerTag: 'owner' });
    organization.world.settings.newKeyLagMs = 0;
    for (let n = 0; n < 405; n += 1)
      addUser(organization, PAYMENTS, `user-${n}`, [DUE], { tags: { owner: `owner-${n}@example.com` } });
    const ended = await organization.daily();
    const mails = [0, 1].map(
      (round) => organization.document(`runs/${ended.runId}/visited/${PAYMENTS}/${round}.json`).messages.length,
    );
    expect(ended).toMatchObject({ status: 'SUCCEEDED', childFailures: [], result: { summary: { told: 405 } } });
    expect(mails).toEqual([400, 5]);
    const to = organization.mails().flatMap((mail) => mail.to.filter((address) => address.startsWith('owner-')));
    expect([to.length, new Set(to).size]).toEqual([405, 405]);
  });

  it('go out also where time runs out before the second look at a key that is to be deleted', async () => {
    const organization = createDeployedOrganization({ Retirement: 'on-schedule' });
    addUser(organization, PAYMENTS, 'alice', [DUE]);
    for (let day = 0; day < 20; day += 1) {
      await organization.daily();
      organization.days(1);
    }
    addUser(organization, PAYMENTS, 'bob', [DUE]);
    let [isMade, isCalled] = [false, false];
    organization.functions.after = ({ step, call }) => {
      if (step !== 'rotation visit' || isCalled) return undefined;
      isMade ||= call === 'iam:CreateAccessKey';
      if (!isMade || call !== 'secretsmanager:UpdateSecretVersionStage') return undefined;
      isCalled = true;
      vi.advanceTimersByTime(14 * MINUTE);
      return undefined;
    };
    const ended = await organization.daily();
    expect(isCalled).toBe(true);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', result: { summary: { rotated: 1, told: 1, deleted: 1 } } });
  });
});
