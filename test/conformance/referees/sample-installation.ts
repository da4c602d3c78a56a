import {
  CreateStackCommand,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DescribeStackSetCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  UpdateStackCommand,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateUserCommand,
  GetGroupCommand,
  GetRoleCommand,
} from '@aws-sdk/client-iam';
import { ListRootsCommand } from '@aws-sdk/client-organizations';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { MEMBER_ROLE } from '../../support/deployment.ts';
import { EXEMPTION_GROUP } from '../../support/organization.ts';
import { MANAGEMENT, type MotoDeployment, REGION } from './deploy-stage.ts';
import { sampleMain, sampleMembers } from './sample-stand-ins.ts';

const SECRET = 'Account_1_User_ann_AccessKey';

const parameters = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));

/** As its guide does; moto makes no groups from templates, so they are made by hand. */
export const installSample = async ({ cloudFormation, own, memberIds, within }: MotoDeployment): Promise<void> => {
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
  const mainParameters = parameters({ ...sampleParameters, DryRunFlag: 'False' });
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

const sampleParameters = {
  S3BucketName: 'samples',
  AdminEmailAddress: 'admin@example.com',
  AWSOrgID: 'o-a1b2c3d4e5',
  OrgListAccount: MANAGEMENT,
  RotationPeriod: '80',
  InactivePeriod: '90',
};

/** As docs/deploy.md says: StackSet and stack updated in place, with the sample's templates. */
export const goBack = async ({ cloudFormation }: MotoDeployment): Promise<void> => {
  const ofMembers = parameters({ PrimaryAccountID: MANAGEMENT, AWSOrgID: 'o-a1b2c3d4e5' });
  const members = { StackSetName: 'sample-members', TemplateBody: sampleMembers, Parameters: ofMembers };
  await cloudFormation.send(new UpdateStackSetCommand(members));
  const Parameters = parameters({ ...sampleParameters, DryRunFlag: 'True' });
  await cloudFormation.send(new UpdateStackCommand({ StackName: 'sample-main', TemplateBody: sampleMain, Parameters }));
};

export type SampleFacts = Readonly<Record<string, unknown>>;

/** What must be the same afterwards, by the ids that AWS gives once and never again. */
export const factsOf = async ({ cloudFormation, memberIds, within }: MotoDeployment): Promise<SampleFacts> => {
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
