import { DescribeStacksCommand, ListStackInstancesCommand } from '@aws-sdk/client-cloudformation';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEMBER_ROLE } from '../../support/deployment.ts';
import { createMotoDeployment, MANAGEMENT, type MotoDeployment } from './deploy-stage.ts';
import { isPresent } from './tool.ts';

const isMotoHere = await isPresent('moto', 'python3', ['-c', 'import moto.server']);

describe.skipIf(!isMotoHere)(isMotoHere ? 'a deployment to one OU on moto' : 'skipped: moto not found', () => {
  let motoDeployment: MotoDeployment;

  beforeAll(async () => {
    motoDeployment = await createMotoDeployment();
    await motoDeployment.keyturn(
      'deploy',
      '--yes',
      '--admin-email',
      'security@example.com',
      '--ou',
      motoDeployment.workUnit,
    );
  });
  afterAll(() => motoDeployment?.close());

  const mainParameters = async () => {
    const { Stacks } = await motoDeployment.cloudFormation.send(new DescribeStacksCommand({ StackName: 'keyturn' }));
    return Object.fromEntries((Stacks?.[0]?.Parameters ?? []).map((each) => [each.ParameterKey, each.ParameterValue]));
  };

  it('brings the role to the accounts below it, and the runs no further', async () => {
    const { Summaries = [] } = await motoDeployment.cloudFormation.send(
      new ListStackInstancesCommand({ StackSetName: 'keyturn-members' }),
    );
    const [, search, data] = motoDeployment.memberIds;
    expect(Summaries.map(({ Account }) => Account).sort()).toEqual([search, data].sort());
    expect(await mainParameters()).toMatchObject({
      OrganizationalUnitIds: motoDeployment.workUnit,
      ExemptAccounts: MANAGEMENT,
    });
    const { Roles = [] } = await motoDeployment.own.iam.send(new ListRolesCommand({}));
    expect(Roles.map(({ RoleName }) => RoleName)).not.toContain(MEMBER_ROLE);
  });

  it('stays so without a word, and says what would take the management account in', async () => {
    const again = await motoDeployment.keyturn('deploy', '--dry-run');
    expect(again.stdout).toContain('Nothing would be changed.');
    expect(again.stdout).toContain('stack of the management account keyturn-management-account: left out');
    const status = await motoDeployment.keyturn('deploy', '--status');
    expect(status.stdout).toContain('+ stack of the management account keyturn-management-account: left out');
    const wider = await motoDeployment.keyturn('deploy', '--dry-run', '--management-account');
    expect(wider.stdout).toContain(`Parameter ExemptAccounts: ${MANAGEMENT} -> (empty)`);
  });
});
