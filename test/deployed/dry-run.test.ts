import { describe, expect, it } from 'vitest';
import { changesSince, createDeployedOrganization } from './deployed-organization.ts';
import { ADMIN, addUser, PAYMENTS, WEB } from './organization.ts';

const DUE = { ageDays: 95, usedDaysAgo: 1 };

const organizationOfTwo = (flag: string) => {
  const deployedOrganization = createDeployedOrganization({ DryRunFlag: flag });
  addUser(deployedOrganization, PAYMENTS, 'alice', [DUE]);
  addUser(deployedOrganization, WEB, 'bob', [DUE]);
  return deployedOrganization;
};

describe('DryRunFlag True', () => {
  it('changes no user, key or secret, says what would be done, and its mails say that nothing was', async () => {
    const deployedOrganization = organizationOfTwo('True');
    const ended = await deployedOrganization.run();
    expect(ended).toMatchObject({ status: 'SUCCEEDED', result: { mode: 'plan', summary: { rotated: 2 } } });
    expect(changesSince(deployedOrganization, 0)).toEqual([]);
    const mails = deployedOrganization.mails();
    expect(mails.map(({ to }) => to[0])).toEqual(['payments@example.com', 'web@example.com', ADMIN]);
    for (const { subject, text } of mails) expect(`${subject}\n${text}`).toMatch(/dry run/i);
  });

  it('cannot be overruled by an event', async () => {
    const deployedOrganization = organizationOfTwo('True');
    await expect(deployedOrganization.start({ dryrun: false })).rejects.toThrow("the stack's DryRunFlag is True");
    expect(deployedOrganization.world.executions.size).toBe(0);
  });

  it('daily writes to each account every five days, and to the admins every day', async () => {
    const deployedOrganization = organizationOfTwo('True');
    for (let day = 0; day < 10; day += 1) {
      await deployedOrganization.daily();
      deployedOrganization.days(1);
    }
    const recipients = deployedOrganization.mails().map(({ to }) => to[0]);
    const times = (address: string) => recipients.filter((each) => each === address).length;
    expect([times('payments@example.com'), times('web@example.com'), times(ADMIN)]).toEqual([2, 2, 10]);
    expect(changesSince(deployedOrganization, 0)).toEqual([]);
  });

  it('set while a real run is under way stops that run before the next account', async () => {
    const deployedOrganization = organizationOfTwo('False');
    const { executionArn } = await deployedOrganization.start();
    const dry = createDeployedOrganization({ DryRunFlag: 'True' });
    addUser(dry, PAYMENTS, 'alice', [DUE]);
    // The run was begun by the stack as it was; its functions are those of the stack as it is.
    dry.world.buckets.set(
      deployedOrganization.main.physical('RunBucket'),
      [...deployedOrganization.world.buckets.values()][0] as never,
    );
    const execution = deployedOrganization.world.executions.get(executionArn);
    if (execution) dry.world.executions.set(executionArn, execution);
    const [ended] = await dry.finish();
    expect(ended).toMatchObject({ status: 'FAILED', error: 'RunIncomplete' });
    expect(changesSince(dry, 0)).toEqual([]);
  });
});

it('an event can make one run of a real deployment dry', async () => {
  const deployedOrganization = organizationOfTwo('False');
  const ended = await deployedOrganization.run({ dryrun: true });
  expect(ended.result.mode).toBe('plan');
  expect(changesSince(deployedOrganization, 0)).toEqual([]);
  expect((await deployedOrganization.daily()).result.summary.rotated).toBe(2);
});

it('a dry-run mail that SES refuses is remarked on', async () => {
  const deployedOrganization = organizationOfTwo('True');
  deployedOrganization.functions.before = ({ call, input }) => {
    if (call === 'sesv2:SendEmail' && JSON.stringify(input).includes('web@example.com')) throw new Error('reset');
    return undefined;
  };
  const { result } = await deployedOrganization.run();
  expect(result.remarks.join('\n')).toContain(`the mail about account ${WEB} was not sent`);
});
