import { describe, expect, it } from 'vitest';
import { functionShapes } from '../../infra/main/functions.ts';
import type { UserResult } from '../../src/app/results/result.ts';
import { changesSince, count, createDeployedOrganization, type EndedRun } from './deployed-organization.ts';
import { ADMIN, addUser, keysOf, PAYMENTS, WEB } from './organization.ts';

const DUE = { ageDays: 95, usedDaysAgo: 1 };
const FRESH = { ageDays: 20, usedDaysAgo: 1 };

const twoAccounts = () => {
  const deployedOrganization = createDeployedOrganization();
  addUser(deployedOrganization, PAYMENTS, 'alice', [DUE]);
  addUser(deployedOrganization, PAYMENTS, 'fresh', [FRESH]);
  addUser(deployedOrganization, WEB, 'bob', [DUE]);
  addUser(deployedOrganization, WEB, 'exempt', [DUE], { groups: ['IAMKeyRotationExemptionGroup'] });
  return deployedOrganization;
};

const lineOf = ({ result }: EndedRun, user: string): UserResult | undefined =>
  result.users.find((each) => each.user === user);

describe('a run over the organization', () => {
  it('rotates who is due in every account, tells the owners, and ends with the mail of the admins', async () => {
    const deployedOrganization = twoAccounts();
    const ended = await deployedOrganization.daily();
    expect(ended).toMatchObject({ status: 'SUCCEEDED', childFailures: [] });
    expect(ended.result).toMatchObject({ incomplete: false, summary: { accounts: 4, rotated: 2, told: 2, failed: 0 } });
    expect(keysOf(deployedOrganization, PAYMENTS, 'alice')).toEqual(['Active', 'Active']);
    expect(keysOf(deployedOrganization, WEB, 'bob')).toEqual(['Active', 'Active']);
    expect(keysOf(deployedOrganization, WEB, 'exempt')).toEqual(['Active']);
    const mails = deployedOrganization.mails();
    expect(mails.map(({ to }) => to[0])).toEqual(['payments@example.com', 'web@example.com', ADMIN]);
    const [, , summary] = mails;
    expect(summary?.subject).toContain('2 keys rotated');
    for (const words of [
      'alice, payments (333333333333)',
      'bob, web (444444444444)',
      'New keys made                     2',
      '/result.json',
    ])
      expect(summary?.text).toContain(words);
    expect(summary?.text).not.toContain('fresh');
  });

  it('again on the same day changes no user, key or secret, and writes to the admins only', async () => {
    const deployedOrganization = twoAccounts();
    await deployedOrganization.daily();
    deployedOrganization.mails();
    const from = deployedOrganization.functions.sent.length;
    const again = await deployedOrganization.run();
    expect(again.status).toBe('SUCCEEDED');
    expect(changesSince(deployedOrganization, from)).toEqual([]);
    expect(deployedOrganization.mails().map(({ to }) => to)).toEqual([[ADMIN]]);
  });

  it('at the same time as another rotates each user once, and one of the two has nothing to tell', async () => {
    const deployedOrganization = twoAccounts();
    await deployedOrganization.start();
    await deployedOrganization.start();
    const both = await deployedOrganization.finish();
    expect(both.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(count(deployedOrganization, 'iam:CreateAccessKey')).toBe(2);
    const outcomes = both.map((ended) => lineOf(ended, 'alice')?.outcome ?? 'nothing').toSorted();
    // The key is days over its date, and the other run may come to nothing: a person would be asked.
    expect(outcomes).toEqual(['blocked', 'done']);
    const owners = deployedOrganization.mails().filter(({ to }) => to[0] !== ADMIN);
    expect(owners).toHaveLength(2);
  });

  it('that is asked for twice by the same delivery is one run', async () => {
    const deployedOrganization = twoAccounts();
    const event = { scheduled: '2026-06-01T06:00:00Z' };
    const name = deployedOrganization.main.physical(functionShapes.inventory.logicalId);
    const first = await deployedOrganization.functions.invoke(name, event, 'a1b2c3d4-0000');
    expect(await deployedOrganization.functions.invoke(name, event, 'a1b2c3d4-0000')).toEqual(first);
    expect(await deployedOrganization.finish()).toHaveLength(1);
    expect(await deployedOrganization.functions.invoke(name, event, 'a1b2c3d4-0000')).toEqual(first);
    expect(await deployedOrganization.finish()).toHaveLength(0);
  });

  it('goes on over the others where one account cannot be entered, is not complete, and says which', async () => {
    const deployedOrganization = twoAccounts();
    deployedOrganization.world.accounts.get(WEB)?.roles.clear();
    const ended = await deployedOrganization.daily();
    expect(ended).toMatchObject({ status: 'FAILED', error: 'RunIncomplete', cause: '1 of 4 accounts failed' });
    expect(ended.result.accounts.find(({ id }) => id === WEB)).toMatchObject({ outcome: 'failed' });
    expect(keysOf(deployedOrganization, PAYMENTS, 'alice')).toHaveLength(2);
    const summary = deployedOrganization.mails().find(({ to }) => to[0] === ADMIN);
    expect(summary?.text).toContain(`web, ${WEB}`);
    expect(deployedOrganization.document('last-complete.json')).toBeUndefined();
  });

  it('leaves out a closed account, and is complete all the same', async () => {
    const deployedOrganization = twoAccounts();
    const account = deployedOrganization.world.accounts.get(WEB);
    if (account) account.state = 'SUSPENDED';
    const ended = await deployedOrganization.daily();
    expect(ended.status).toBe('SUCCEEDED');
    expect(ended.result.accounts.find(({ id }) => id === WEB)).toMatchObject({ outcome: 'skipped' });
    expect(keysOf(deployedOrganization, WEB, 'bob')).toEqual(['Active']);
  });

  it('splits the retirements of the day by what the last run counted that saw each account', async () => {
    const deployedOrganization = twoAccounts();
    await deployedOrganization.daily();
    expect(deployedOrganization.document('last-complete.json')).toMatchObject({ day: '2026-06-01' });
    expect(deployedOrganization.document('key-counts.json')).toMatchObject({
      [PAYMENTS]: { keys: 2, day: '2026-06-01' },
      [WEB]: { keys: 2, day: '2026-06-01' },
    });
    deployedOrganization.days(1);
    const { runId } = await deployedOrganization.daily();
    const shares = deployedOrganization.document(`runs/${runId}/accounts.json`) as { account: string; share: number }[];
    expect(shares.find(({ account }) => account === PAYMENTS)?.share).toBe(2);
  });
});

it('the guide’s event of the rotation function works one account, and leaves the mails to the next run', async () => {
  const deployedOrganization = twoAccounts();
  const name = deployedOrganization.main.physical(functionShapes.rotation.logicalId);
  const event = { account: PAYMENTS, name: 'payments', email: 'payments@example.com' };
  const result = (await deployedOrganization.functions.invoke(name, event)) as unknown as EndedRun['result'];
  expect(result.summary).toMatchObject({ rotated: 1, told: 0 });
  expect(result.remarks).toEqual(['1 notices are left to the next run: nothing is sent here']);
  expect([deployedOrganization.mails(), keysOf(deployedOrganization, WEB, 'bob')]).toEqual([[], ['Active']]);
  const ended = await deployedOrganization.daily();
  expect(ended.result.summary).toMatchObject({ rotated: 1, told: 2 });
});
