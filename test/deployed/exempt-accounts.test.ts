import { describe, expect, it } from 'vitest';
import { functionShapes } from '../../infra/main/functions.ts';
import { SEAL, sealOf } from '../../src/aws/s3/run-seal.ts';
import { putObject } from '../../src/sandbox/seed.ts';
import { changesSince, createDeployedOrganization, type DeployedOrganization } from './deployed-organization.ts';
import { addUnit, addUser, keysOf, PAYMENTS, WEB } from './organization.ts';

const DUE = { ageDays: 95, usedDaysAgo: 1 };
const UNIT = 'ou-ab12-11111111';

/** Invokes the rotation function, as a person does in the console. */
const rotation = ({ main, functions }: DeployedOrganization, event: object) =>
  functions.invoke(main.physical(functionShapes.rotation.logicalId), event);

const organizationWith = (parameters: Readonly<Record<string, string>>): DeployedOrganization => {
  const organization = createDeployedOrganization(parameters);
  addUnit(organization, UNIT, [PAYMENTS]);
  for (const account of [PAYMENTS, WEB]) addUser(organization, account, 'alice', [DUE]);
  return organization;
};

const exemptions = (...rules: readonly object[]) => ({ Exemptions: JSON.stringify(rules) });
const direct = (account: string, more: object = {}) => ({ account, name: 'a', email: 'a@example.com', ...more });

describe("the rotation function's own event", () => {
  it.each([
    ['ExemptAccounts', { ExemptAccounts: PAYMENTS }, {}],
    ['Exemptions', exemptions({ account: PAYMENTS, reason: 'a vendor replaces its keys' }), {}],
    ['ExemptAccounts, forced', { ExemptAccounts: PAYMENTS }, { ForceRotate: 'alice' }],
    ['ExemptAccounts, an ARN', { ExemptAccounts: PAYMENTS }, { ForceRotate: `arn:aws:iam::${PAYMENTS}:user/alice` }],
    ['ExemptAccounts, dry', { ExemptAccounts: PAYMENTS }, { dryrun: true }],
  ])('is refused for an account that is exempt, and nothing is sent (%s)', async (_, parameters, more) => {
    const organization = organizationWith(parameters);
    await expect(rotation(organization, direct(PAYMENTS, more))).rejects.toThrow(
      new RegExp(`account is .*${PAYMENTS}.*, which is exempt .*: give another, or take that exemption out`),
    );
    expect(organization.functions.sent).toEqual([]);
    expect(keysOf(organization, PAYMENTS, 'alice')).toEqual(['Active']);
  });

  it('is refused while an OU is exempt, which this function cannot look up, and names the function that can', async () => {
    const organization = organizationWith(exemptions({ ou: UNIT }));
    await expect(rotation(organization, direct(WEB))).rejects.toThrow(
      new RegExp(`cannot look up whether it is in an exempt OU \\(${UNIT}\\): give ASA-Account-Inventory`),
    );
    expect(organization.functions.sent).toEqual([]);
    const ended = await organization.run({ ForceRotate: 'alice', account: WEB });
    expect(ended.result.users).toMatchObject([{ account: WEB, user: 'alice', outcome: 'done' }]);
    await expect(organization.start({ ForceRotate: 'alice', account: PAYMENTS })).rejects.toThrow(
      `exempt by ou ${UNIT}`,
    );
  });

  it('works other accounts, and one whose exemption is over', async () => {
    const organization = organizationWith(
      exemptions({ account: PAYMENTS, until: '2026-05-31' }, { ou: UNIT, until: '2026-05-31' }, { account: WEB }),
    );
    await rotation(organization, direct(PAYMENTS));
    expect(keysOf(organization, PAYMENTS, 'alice')).toHaveLength(2);
  });
});

describe('a visit of a run', () => {
  it('makes no key in an account that became exempt while the run was under way', async () => {
    const organization = organizationWith({ ExemptAccounts: PAYMENTS });
    const run = {
      id: '20260601-0600-x',
      mode: 'apply',
      bucket: organization.main.physical('RunBucket'),
      accountsKey: 'runs/20260601-0600-x/accounts.json',
      force: '',
      isSearch: false,
      isScheduled: true,
      seal: 'seal-1',
    };
    const ticket = { ...direct(PAYMENTS), share: 20 };
    // As the inventory listed the accounts before the parameter was changed.
    const body = JSON.stringify([ticket]);
    const metadata = { [SEAL]: sealOf(run, run.accountsKey, body) };
    putObject(organization.world, run.bucket, { key: run.accountsKey, body, metadata });
    const event = { step: 'visit', run, tickets: [ticket], round: 0, isAlone: false };
    expect(await rotation(organization, event)).toEqual({ mailing: [], left: [], failed: [] });
    expect(changesSince(organization, 0)).toEqual([]);
    expect(organization.functions.sent.map(({ call }) => call)).not.toContain('sts:AssumeRole');
    expect(organization.document('runs/20260601-0600-x/visited/333333333333/0.json').result.accounts).toMatchObject([
      { id: PAYMENTS, outcome: 'skipped', error: `exempt by account ${PAYMENTS}` },
    ]);
  });
});
