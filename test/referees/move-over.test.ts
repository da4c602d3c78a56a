import {
  CreateStackCommand,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DescribeStackSetCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateUserCommand,
  GetGroupCommand,
  GetPolicyCommand,
  GetRoleCommand,
} from '@aws-sdk/client-iam';
import { ListRootsCommand } from '@aws-sdk/client-organizations';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEMBER_ROLE } from '../harness/deployment.ts';
import { EXEMPTION_GROUP } from '../harness/organization.ts';
import { type DeployStage, deployStage, MANAGEMENT, REGION } from './deploy-stage.ts';
import { sampleMain, sampleMembers } from './sample-stand-ins.ts';
import { isPresent } from './tool.ts';

const isMotoHere = await isPresent('moto', 'python3', ['-c', 'import moto.server']);
const SECRET = 'Account_1_User_ann_AccessKey';

describe.skipIf(!isMotoHere)(
  isMotoHere ? "moving over from the AWS sample's stacks, in place" : 'skipped: moto not found',
  () => {
    let stage: DeployStage;
    let before: Facts;
    let ended: Awaited<ReturnType<DeployStage['keyturn']>>;

    beforeAll(async () => {
      stage = await deployStage();
      await installSample(stage);
      before = await factsOf(stage);
      const names = ['--stack-set-name', 'sample-members', '--stack-name', 'sample-main'];
      ended = await stage.keyturn('deploy', '--yes', '--json', ...names);
    });
    afterAll(() => stage?.close());

    it('updates its StackSet and its stack, and makes what it did not have', () => {
      const { parts } = JSON.parse(ended.stdout || '{}');
      expect([ended.code, ended.stderr]).toEqual([0, '']);
      expect(parts.map(({ part, name, outcome }: Record<string, string>) => [part, name, outcome])).toEqual([
        ['bucket', `keyturn-${MANAGEMENT}-${REGION}`, 'created'],
        ['package', expect.any(String), 'created'],
        ['list-role', 'keyturn-list-accounts-role', 'created'],
        ['members', 'sample-members', 'updated'],
        ['management', 'keyturn-management-account', 'created'],
        ['main', 'sample-main', 'updated'],
      ]);
    });

    it('removes and replaces nothing that has a name', () => {
      const lines: string[] = JSON.parse(ended.stdout).parts.flatMap(({ lines }: { lines: string[] }) => lines);
      expect(lines.filter((line) => /REPLACED|^Remove/.test(line))).toEqual(['Remove SampleRole (AWS::IAM::Role)']);
      expect(lines).toContain('Modify ASAIAMAssumedRole (AWS::IAM::Role)');
      expect(lines).toContain('Modify AccountInventoryLambdaFunction (AWS::Lambda::Function)');
    });

    it('keeps stacks, roles, members of the exemption group, and secrets', async () => {
      expect(await factsOf(stage)).toEqual(before);
    });

    it('keeps what was set in the console, and says what is new', async () => {
      const { Stacks } = await stage.cloudFormation.send(new DescribeStacksCommand({ StackName: 'sample-main' }));
      const parameters = Object.fromEntries(
        (Stacks?.[0]?.Parameters ?? []).map((each) => [each.ParameterKey, each.ParameterValue]),
      );
      expect(parameters).toMatchObject({
        AdminEmailAddress: 'admin@example.com',
        RotationPeriod: '80',
        InactivePeriod: '90',
        DryRunFlag: 'False',
      });
    });

    it('brings the policy by which users read their secrets', async () => {
      for (const id of stage.memberIds) {
        const PolicyArn = `arn:aws:iam::${id}:policy/keyturn-read-own-access-key`;
        const { iam } = await stage.within(id);
        expect(await iam.send(new GetPolicyCommand({ PolicyArn }))).toMatchObject({ Policy: { Arn: PolicyArn } });
      }
    });
  },
);

const parameters = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));

/** As its guide does; moto makes no groups from templates, so they are made by hand. */
const installSample = async ({ cloudFormation, own, memberIds, within }: DeployStage): Promise<void> => {
  const StackSetName = 'sample-members';
  const Parameters = parameters({ PrimaryAccountID: MANAGEMENT, AWSOrgID: 'o-a1b2c3d4e5' });
  await cloudFormation.send(
    new CreateStackSetCommand({
      StackSetName,
      TemplateBody: sampleMembers,
      PermissionModel: 'SERVICE_MANAGED',
      Parameters,
    }),
  );
  const { Roots } = await own.organizations.send(new ListRootsCommand({}));
  const DeploymentTargets = { OrganizationalUnitIds: [Roots?.[0]?.Id ?? ''] };
  await cloudFormation.send(new CreateStackInstancesCommand({ StackSetName, DeploymentTargets, Regions: [REGION] }));
  const given = {
    S3BucketName: 'samples',
    AdminEmailAddress: 'admin@example.com',
    AWSOrgID: 'o-a1b2c3d4e5',
    OrgListAccount: MANAGEMENT,
  };
  const mainParameters = parameters({ ...given, DryRunFlag: 'False', RotationPeriod: '80', InactivePeriod: '90' });
  await cloudFormation.send(
    new CreateStackCommand({ StackName: 'sample-main', TemplateBody: sampleMain, Parameters: mainParameters }),
  );
  for (const id of memberIds) {
    const { iam, secrets } = await within(id);
    await iam.send(new CreateUserCommand({ UserName: 'ann' }));
    await iam.send(new CreateGroupCommand({ GroupName: EXEMPTION_GROUP }));
    await iam.send(new AddUserToGroupCommand({ GroupName: EXEMPTION_GROUP, UserName: 'ann' }));
    await secrets.send(new CreateSecretCommand({ Name: SECRET, SecretString: `kept in ${id}` }));
  }
};

type Facts = Readonly<Record<string, unknown>>;

/** What must be the same afterwards, by the ids that AWS gives once and never again. */
const factsOf = async ({ cloudFormation, memberIds, within }: DeployStage): Promise<Facts> => {
  const { StackSet } = await cloudFormation.send(new DescribeStackSetCommand({ StackSetName: 'sample-members' }));
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: 'sample-main' }));
  const { StackResourceSummaries = [] } = await cloudFormation.send(
    new ListStackResourcesCommand({ StackName: 'sample-main' }),
  );
  const functions = StackResourceSummaries.filter(({ ResourceType }) => ResourceType === 'AWS::Lambda::Function');
  const accounts = memberIds.map(async (id) => {
    const { iam, secrets } = await within(id);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: MEMBER_ROLE }));
    const { Users = [] } = await iam.send(new GetGroupCommand({ GroupName: EXEMPTION_GROUP }));
    const { ARN, SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: SECRET }));
    return { id, role: Role?.RoleId, exempt: Users.map(({ UserName }) => UserName), secret: ARN, value: SecretString };
  });
  return {
    stackSet: StackSet?.StackSetId,
    stack: Stacks?.[0]?.StackId,
    functions: functions
      .map(({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId, PhysicalResourceId])
      .sort(),
    accounts: await Promise.all(accounts),
  };
};
