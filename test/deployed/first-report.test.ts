import { expect, it } from 'vitest';
import { changesSince, createDeployedOrganization, type DeployedOrganization } from './deployed-organization.ts';
import { ADMIN, addUser, keysOf, PAYMENTS, WEB } from './organization.ts';

const DUE = { ageDays: 95, usedDaysAgo: 1 };
const MARKER = 'first-report.json';

/** As the stack is just after it was made: nothing lies in its bucket. */
const newDeployment = (): DeployedOrganization => {
  const deployedOrganization = createDeployedOrganization();
  deployedOrganization.world.buckets.get(deployedOrganization.main.physical('RunBucket'))?.objects.delete(MARKER);
  addUser(deployedOrganization, PAYMENTS, 'alice', [DUE]);
  addUser(deployedOrganization, WEB, 'bob', [DUE]);
  return deployedOrganization;
};

const summaryOf = (deployedOrganization: DeployedOrganization) =>
  deployedOrganization.mails().find(({ to }) => to[0] === ADMIN);

it('the first scheduled run of a deployment only reports, and says when the next one acts; that does', async () => {
  const deployedOrganization = newDeployment();
  const first = await deployedOrganization.daily();
  expect(first).toMatchObject({ status: 'SUCCEEDED', result: { mode: 'plan', summary: { rotated: 2 } } });
  expect(changesSince(deployedOrganization, 0)).toEqual([]);
  const mail = summaryOf(deployedOrganization);
  expect(mail?.subject).toBe('[keyturn] Dry run: 2 keys would be rotated');
  const text = mail?.text?.replace(/\s+/g, ' ');
  expect(text).toContain('The next scheduled run acts: the schedule is cron(0 5 * * ? *), in UTC.');
  deployedOrganization.days(1);
  const second = await deployedOrganization.daily();
  expect(second.result).toMatchObject({ mode: 'apply', summary: { rotated: 2, told: 2 } });
  expect(summaryOf(deployedOrganization)?.text).not.toContain('first scheduled run');
});

it('one account that fails does not put off the day on which keyturn acts', async () => {
  const deployedOrganization = newDeployment();
  deployedOrganization.world.accounts.get(WEB)?.roles.clear();
  expect((await deployedOrganization.daily()).error).toBe('RunIncomplete');
  deployedOrganization.days(1);
  await deployedOrganization.daily();
  expect(keysOf(deployedOrganization, PAYMENTS, 'alice')).toHaveLength(2);
});

it('what a person starts acts at once, and the first scheduled run after it still only reports', async () => {
  const deployedOrganization = newDeployment();
  await deployedOrganization.run({ ForceRotate: 'alice' });
  expect(keysOf(deployedOrganization, PAYMENTS, 'alice')).toHaveLength(2);
  expect((await deployedOrganization.daily()).result.mode).toBe('plan');
  expect(keysOf(deployedOrganization, WEB, 'bob')).toHaveLength(1);
});

it('a run that could not list the accounts is no report', async () => {
  const deployedOrganization = newDeployment();
  deployedOrganization.functions.before = ({ call }) => {
    if (call === 'organizations:ListAccounts') throw new Error('reset');
    return undefined;
  };
  await expect(deployedOrganization.daily()).rejects.toThrow();
  deployedOrganization.functions.before = () => undefined;
  deployedOrganization.days(1);
  expect((await deployedOrganization.daily()).result.mode).toBe('plan');
});

it('a deployment that ran before the marker was known acts in its next run, though no run of it was complete', async () => {
  const deployedOrganization = newDeployment();
  deployedOrganization.world.accounts.get(WEB)?.roles.clear();
  await deployedOrganization.daily();
  deployedOrganization.world.buckets.get(deployedOrganization.main.physical('RunBucket'))?.objects.delete(MARKER);
  deployedOrganization.days(1);
  expect((await deployedOrganization.daily()).result.mode).toBe('apply');
});
