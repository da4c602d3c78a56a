import { describe, expect, it } from 'vitest';
import { changesSince, createDeployedOrganization } from './deployed-organization.ts';
import { ADMIN, addUnit, addUser, MANAGEMENT, PAYMENTS, WEB } from './organization.ts';

const DUE = { ageDays: 95, usedDaysAgo: 1 };
const UNIT = 'ou-ab12-11111111';

/** The member role is in the payments account alone; everywhere else somebody is due, too. */
const organizationWithRoleInPayments = (parameters: Readonly<Record<string, string>>) => {
  const deployedOrganization = createDeployedOrganization(parameters);
  addUnit(deployedOrganization, UNIT, [PAYMENTS]);
  for (const account of [PAYMENTS, WEB, MANAGEMENT]) addUser(deployedOrganization, account, 'ann', [DUE]);
  for (const account of [...deployedOrganization.world.accounts.keys()].filter((id) => id !== PAYMENTS))
    deployedOrganization.world.accounts.get(account)?.roles.delete('asa-iam-key-rotation-lambda-assumed-role');
  return deployedOrganization;
};

describe('a deployment to some OUs', () => {
  it('works their accounts and no others, and its runs are complete', async () => {
    const deployedOrganization = organizationWithRoleInPayments({ OrganizationalUnitIds: UNIT });
    const ended = await deployedOrganization.daily();
    expect(ended.status).toBe('SUCCEEDED');
    expect(ended.result).toMatchObject({ incomplete: false, accounts: [{ id: PAYMENTS, outcome: 'done' }] });
    expect(ended.result.users).toMatchObject([{ account: PAYMENTS, user: 'ann', outcome: 'done' }]);
    expect(deployedOrganization.document('key-counts.json')).toEqual({ [PAYMENTS]: { keys: 1, day: '2026-06-01' } });
    expect(deployedOrganization.mails().map(({ to }) => to[0])).toEqual(['payments@example.com', ADMIN]);
  });

  it('looks for a forced user in them alone', async () => {
    const deployedOrganization = organizationWithRoleInPayments({ OrganizationalUnitIds: UNIT });
    const ended = await deployedOrganization.run({ ForceRotate: 'ann' });
    expect(ended.status).toBe('SUCCEEDED');
    expect(ended.result.accounts).toMatchObject([{ id: PAYMENTS }]);
    await expect(deployedOrganization.start({ ForceRotate: 'ann', account: WEB })).rejects.toThrow(
      'not in the OUs given',
    );
  });

  it('without the parameter counts each account that has no role as failed', async () => {
    const deployedOrganization = organizationWithRoleInPayments({});
    const ended = await deployedOrganization.daily();
    expect(ended).toMatchObject({ status: 'FAILED', error: 'RunIncomplete', cause: '3 of 4 accounts failed' });
  });

  it('starts nothing where the parameter names no OU', async () => {
    const deployedOrganization = organizationWithRoleInPayments({ OrganizationalUnitIds: 'payments' });
    await expect(deployedOrganization.start()).rejects.toThrow(
      /OrganizationalUnitIds holds .*payments.*: give the id of an organizational unit/,
    );
    expect(deployedOrganization.world.executions.size).toBe(0);
  });

  it('starts nothing where the OU is gone: a run over nobody would pass for complete', async () => {
    const deployedOrganization = organizationWithRoleInPayments({ OrganizationalUnitIds: 'ou-ab12-99999999' });
    await expect(deployedOrganization.start()).rejects.toThrow('ParentNotFound');
    expect(deployedOrganization.world.executions.size).toBe(0);
  });
});

describe('exemptions of a deployment', () => {
  it('leave whole accounts out of the run, as the management account without its stack', async () => {
    const deployedOrganization = createDeployedOrganization({ ExemptAccounts: `${MANAGEMENT},${WEB}` });
    for (const account of [PAYMENTS, WEB, MANAGEMENT]) addUser(deployedOrganization, account, 'ann', [DUE]);
    for (const account of [MANAGEMENT, WEB])
      deployedOrganization.world.accounts.get(account)?.roles.delete('asa-iam-key-rotation-lambda-assumed-role');
    const ended = await deployedOrganization.daily();
    expect(ended.status).toBe('SUCCEEDED');
    const skipped = ended.result.accounts.filter(({ outcome }) => outcome === 'skipped');
    expect(skipped.map(({ id, error }) => [id, error])).toEqual([
      [MANAGEMENT, `exempt by account ${MANAGEMENT}`],
      [WEB, `exempt by account ${WEB}`],
    ]);
  });

  it('may have an end, by group, tag or path, and hold until then', async () => {
    const group = 'IAMKeyRotationExemptionGroup';
    const Exemptions = JSON.stringify([
      { group, reason: 'keys that a vendor replaces', until: '2026-06-10' },
      { tag: 'vendor=yes' },
      { path: '/service/', until: '2026-06-10' },
    ]);
    const deployedOrganization = createDeployedOrganization({ Exemptions });
    addUser(deployedOrganization, PAYMENTS, 'grouped', [DUE], { groups: [group] });
    addUser(deployedOrganization, PAYMENTS, 'tagged', [DUE], { tags: { vendor: 'yes' } });
    addUser(deployedOrganization, PAYMENTS, 'located', [DUE], { path: '/service/' });
    expect((await deployedOrganization.daily()).status).toBe('SUCCEEDED');
    expect(changesSince(deployedOrganization, 0)).toEqual([]);
    deployedOrganization.days(10);
    const { result } = await deployedOrganization.daily();
    expect(result.users.filter(({ outcome }) => outcome === 'done').map(({ user }) => user)).toEqual([
      'grouped',
      'located',
    ]);
  });
});
