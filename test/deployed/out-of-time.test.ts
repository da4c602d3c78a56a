import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import { count, createDeployedOrganization } from './deployed-organization.ts';
import { addUser, PAYMENTS, WEB } from './organization.ts';

const DUE = { ageDays: 95, usedDaysAgo: 1 };

// The functions' own timers are real ones: the tests let them go off.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a rotation function whose time runs out', () => {
  it('goes on where it stopped, in the same run, until everybody was looked after', async () => {
    const deployedOrganization = createDeployedOrganization();
    const users = Array.from({ length: 24 }, (_, n) => `user-${n}`);
    for (const user of users) addUser(deployedOrganization, PAYMENTS, user, [DUE]);
    let keys = 0;
    deployedOrganization.functions.before = ({ call }) => {
      if (call === 'iam:CreateAccessKey' && (++keys === 3 || keys === 20)) vi.advanceTimersByTime(14 * MINUTE);
      return undefined;
    };
    const ended = await deployedOrganization.daily();
    expect(ended.status).toBe('SUCCEEDED');
    expect(ended.result.summary).toMatchObject({ users: 24, due: 24, rotated: 24, told: 24, failed: 0 });
    expect(count(deployedOrganization, 'iam:CreateAccessKey')).toBe(24);
    const visits = [0, 1, 2].map((round) =>
      deployedOrganization.document(`runs/${ended.runId}/visited/${PAYMENTS}/${round}.json`),
    );
    expect(visits.map(({ result }) => result.accounts[0].outcome)).toEqual(['interrupted', 'interrupted', 'done']);
    const notices = visits.flatMap(({ messages }) => messages.flatMap((each: { notices: object[] }) => each.notices));
    expect(new Set(notices.map(({ user }) => user)).size).toBe(24);
  });

  it.each([
    ['MaxRotationsPerAccount', 7],
    ['MaxRotationsPerRun', 7],
  ])('makes no more new keys in all its visits together than %s allows', async (parameter, most) => {
    const deployedOrganization = createDeployedOrganization({ [parameter]: String(most) });
    addUser(deployedOrganization, WEB, 'bob', [{ ageDays: 5, usedDaysAgo: 1 }]);
    const users = Array.from({ length: 40 }, (_, n) => `user-${n}`);
    for (const user of users) addUser(deployedOrganization, PAYMENTS, user, [{ ageDays: 89, usedDaysAgo: 1 }]);
    // A first run counts the keys, and finds none due.
    await deployedOrganization.daily();
    deployedOrganization.days(1);
    deployedOrganization.functions.before = ({ call }) => {
      if (call === 'iam:CreateAccessKey') vi.advanceTimersByTime(14 * MINUTE);
      return undefined;
    };
    const { runId } = await deployedOrganization.daily();
    const rounds = [0, 1].map((round) =>
      deployedOrganization.document(`runs/${runId}/visited/${PAYMENTS}/${round}.json`),
    );
    expect(rounds.every((visited) => visited !== undefined)).toBe(true);
    expect(count(deployedOrganization, 'iam:CreateAccessKey')).toBe(most);
  });

  it('again and again is not visited for ever, and is not finished', async () => {
    const deployedOrganization = createDeployedOrganization();
    addUser(deployedOrganization, PAYMENTS, 'alice', [DUE]);
    deployedOrganization.functions.before = ({ step, call }) => {
      if (step === 'rotation visit' && call === 'iam:GenerateCredentialReport') vi.advanceTimersByTime(14 * MINUTE);
      return undefined;
    };
    const ended = await deployedOrganization.daily();
    expect(ended).toMatchObject({ status: 'FAILED', cause: '1 accounts were not finished' });
    const rounds = [
      ...(deployedOrganization.world.buckets.get(deployedOrganization.main.physical('RunBucket'))?.objects.keys() ??
        []),
    ];
    expect(rounds.filter((key) => key.includes(`/visited/${PAYMENTS}/`))).toHaveLength(20);
  });
});
