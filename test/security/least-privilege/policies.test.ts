import { describe, expect, it } from 'vitest';
import { templateFiles } from '../../../infra/names.ts';
import { demandedOnAnything, neverNamed, resourcesOfAnyName } from '../../../infra/resources-of-any-name.ts';
import { secretPolicy } from '../../../src/app/secret/policy.ts';
import { deploy, MANAGEMENT, PAYMENTS, PRIMARY, REGION } from '../../deployed/organization.ts';
import { type StackRole, stackOf, template } from '../../deployed/stack/templates.ts';
import { hasNoResource, judge, type Question, type Verdict } from '../judge.ts';
import { OPERATOR } from './recorded-lives.ts';
import { rolesOf, sessionOf, statementsOf } from './roles.ts';

const network = { RunLambdaInVPC: 'True', VpcId: 'vpc-0a1b2c3d', SubnetId: 'subnet-0a1b2c3d' };
const deployed = deploy({ ...network, StoreSecretsInCentralAccount: 'True' }, { OperatorPrincipalArns: OPERATOR });
const watch = stackOf('watch', {
  account: PAYMENTS,
  region: REGION,
  parameters: {
    ...{ PrimaryAccountID: PRIMARY, AWSOrgID: deployed.world.organization.id },
    ...{ WatchRegion: REGION, AdminEmailAddress: 'security@example.com' },
  },
});
const roles = [...new Map([...rolesOf(deployed), ...watch.roles].map((role) => [role.logicalId, role])).values()];

const memberIn = (account: string): StackRole => {
  const [role] = deployed.members.get(account)?.roles ?? [];
  if (role === undefined) throw new Error(`no member role in ${account}`);
  return role;
};
const member = memberIn(PAYMENTS);

describe.each(roles.map((role) => [role.logicalId, role] as const))('the role %s', (_, role) => {
  const statements = statementsOf(role);

  it('names every action it is allowed, each for itself', () => {
    for (const statement of statements) {
      expect(Object.keys(statement)).not.toContain('NotAction');
      expect(Object.keys(statement)).not.toContain('NotResource');
      for (const action of statement.Action) expect(action).toMatch(/^[a-z0-9]+:[A-Z][A-Za-z0-9]+$/);
    }
  });

  it('is allowed on everything only what AWS knows no resource of, or demands so', async () => {
    const onEverything = statements
      .filter(({ Effect, Resource }) => Effect === 'Allow' && [Resource].flat().includes('*'))
      .flatMap(({ Action }) => Action);
    for (const action of onEverything.filter((each) => !(each in demandedOnAnything))) {
      expect(resourcesOfAnyName).toHaveProperty([action]);
      const isOptional = action in neverNamed;
      expect({ action, hasNoResource: await hasNoResource(action) }).toEqual({ action, hasNoResource: !isOptional });
    }
  });

  const SECRET = `arn:aws:secretsmanager:${REGION}:${role.account}:secret:Account_${role.account}_User_ann_AccessKey-AbCdEf`;
  const inItsFavour = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: role.arn }, Action: 'secretsmanager:*', Resource: '*' }],
  };

  it.each(['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'])(
    'is denied %s, also after it re-wrote the policy of the secret in its own favour',
    async (action) => {
      const question = { action, resource: SECRET, account: role.account, context: {} };
      expect(await judge(sessionOf(role), question)).toBe('ExplicitlyDenied');
      expect(await judge(sessionOf(role), question, inItsFavour)).toBe('ExplicitlyDenied');
      expect(await judge(sessionOf(role), { ...question, resource: '*' })).toBe('ExplicitlyDenied');
    },
  );
});

describe.each(
  roles.filter(({ logicalId }) => /Function\w*Role$/.test(logicalId)).map((role) => [role.logicalId, role] as const),
)('in a VPC, the role %s', (_, role) => {
  const inFunction = { 'lambda:SourceFunctionArn': `arn:aws:lambda:${REGION}:${PRIMARY}:function:ASA-Notifier` };
  const ask = (action: string, context: Question['context'] = {}) =>
    judge(sessionOf(role), {
      action,
      resource: `arn:aws:ec2:${REGION}:${PRIMARY}:network-interface/eni-0a1b2c3d`,
      account: PRIMARY,
      context,
    });

  it.each([...Object.keys(demandedOnAnything), 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'])(
    'lets Lambda, and never the code of a function: %s',
    async (action) => {
      expect(await ask(action)).toBe('Allowed');
      expect(await ask(action, inFunction)).toBe('ExplicitlyDenied');
    },
  );

  it('lets nobody put a network interface elsewhere', async () => {
    for (const action of ['ec2:AttachNetworkInterface', 'ec2:ModifyNetworkInterfaceAttribute'])
      expect(await ask(action)).toBe('ImplicitlyDenied');
  });
});

it('no role has a right in EC2 where the functions run outside of VPCs', () => {
  const text = JSON.stringify(deploy().main.roles);
  expect(text).toContain('logs:PutLogEvents');
  expect(text).not.toContain('ec2:');
});

it('every role of the templates is judged here, and has no policy but its own', () => {
  const made = (Object.keys(templateFiles) as (keyof typeof templateFiles)[])
    .filter((file) => file !== 'managementAccount')
    .flatMap((file) => Object.values(template(file).Resources))
    .filter(({ Type }) => Type === 'AWS::IAM::Role');
  expect(made).toHaveLength(roles.length);
  for (const { Properties } of made) {
    expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    expect(JSON.stringify(Properties)).not.toContain('FullAccess');
  }
});

describe('the member role', () => {
  const ask = (action: string, resource: string, context: Question['context'] = {}): Promise<Verdict> =>
    judge(sessionOf(member), { action, resource, account: PAYMENTS, context });
  const arn = (rest: string): string => `arn:aws:iam::${PAYMENTS}:${rest}`;
  const [user, self] = [arn('user/ann'), member.arn];

  it('may attach the one policy that lets users read their own secret', async () => {
    const context = { 'iam:PolicyARN': arn('policy/keyturn-read-own-access-key') };
    expect(await ask('iam:AttachUserPolicy', user, context)).toBe('Allowed');
    expect(await ask('iam:AttachUserPolicy', arn('user/teams/a/ann'), context)).toBe('Allowed');
  });

  it.each([
    'arn:aws:iam::aws:policy/AdministratorAccess',
    arn('policy/keyturn-read-own-access-key-too'),
    arn('policy/path/keyturn-read-own-access-key'),
    'arn:aws:iam::111111111111:policy/keyturn-read-own-access-key',
    arn('policy/KEYTURN-READ-OWN-ACCESS-KEY'),
  ])('may not attach %s', async (policy) => {
    expect(await ask('iam:AttachUserPolicy', user, { 'iam:PolicyARN': policy })).not.toBe('Allowed');
    expect(await ask('iam:AttachUserPolicy', user)).not.toBe('Allowed');
  });

  it.each([
    ...['PutUserPolicy', 'DetachUserPolicy', 'PutUserPermissionsBoundary', 'DeleteUserPermissionsBoundary'].map(
      (action) => [action, user],
    ),
    ...['CreateUser', 'DeleteUser', 'UpdateUser', 'TagUser', 'CreateLoginProfile', 'UpdateLoginProfile'].map(
      (action) => [action, user],
    ),
    ...['PutRolePolicy', 'AttachRolePolicy', 'UpdateAssumeRolePolicy', 'CreateRole', 'PassRole'].map((action) => [
      action,
      self,
    ]),
    ...['PutGroupPolicy', 'AttachGroupPolicy', 'AddUserToGroup', 'RemoveUserFromGroup', 'DeleteGroup'].map((action) => [
      action,
      arn('group/IAMKeyRotationExemptionGroup'),
    ]),
    ...['CreatePolicy', 'CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicy'].map((action) => [
      action,
      arn('policy/keyturn-read-own-access-key'),
    ]),
  ])('may not %s', async (action, resource) => {
    const context = { 'iam:PolicyARN': arn('policy/keyturn-read-own-access-key') };
    expect(await ask(`iam:${action}`, resource ?? '', context)).toBe('ImplicitlyDenied');
  });

  it.each([
    ['a secret of another name', `arn:aws:secretsmanager:${REGION}:${PAYMENTS}:secret:database-AbCdEf`],
    [
      'a secret named after another account',
      `arn:aws:secretsmanager:${REGION}:${PAYMENTS}:secret:Account_111111111111_User_ann_AccessKey-AbCdEf`,
    ],
  ])('may not touch %s', async (_, resource) => {
    for (const action of [
      'PutSecretValue',
      'PutResourcePolicy',
      'DeleteSecret',
      'DescribeSecret',
      'UpdateSecretVersionStage',
    ])
      expect(await ask(`secretsmanager:${action}`, resource)).toBe('ImplicitlyDenied');
  });

  it('puts a policy on a secret only where Secrets Manager refuses one that is public', async () => {
    const secret = `arn:aws:secretsmanager:${REGION}:${PAYMENTS}:secret:Account_${PAYMENTS}_User_ann_AccessKey-AbCdEf`;
    const put = (context: Question['context']) => ask('secretsmanager:PutResourcePolicy', secret, context);
    expect(await put({ 'secretsmanager:BlockPublicPolicy': 'true' })).toBe('Allowed');
    expect(await put({ 'secretsmanager:BlockPublicPolicy': 'false' })).toBe('ImplicitlyDenied');
    expect(await put({})).toBe('ImplicitlyDenied');
  });

  it('schedules the deletion of a secret, seven days ahead at least, and deletes none at once', async () => {
    const secret = `arn:aws:secretsmanager:${REGION}:${PAYMENTS}:secret:Account_${PAYMENTS}_User_ann_AccessKey-AbCdEf`;
    const remove = (context: Question['context']) => ask('secretsmanager:DeleteSecret', secret, context);
    expect(await remove({})).toBe('Allowed');
    expect(await remove({ 'secretsmanager:RecoveryWindowInDays': '7' })).toBe('Allowed');
    expect(await remove({ 'secretsmanager:RecoveryWindowInDays': '6' })).toBe('ImplicitlyDenied');
    expect(await remove({ 'secretsmanager:ForceDeleteWithoutRecovery': 'true' })).toBe('ImplicitlyDenied');
  });

  it.each([
    `Account_${PAYMENTS}_User_ann_AccessKey-AbCdEf`,
    `Account_${PAYMENTS}_User_ann!AIDAOWNEROWNEROWNER01_AccessKey-AbCdEf`,
    `Account_${PAYMENTS}_User_a!2Cb_AccessKey-AbCdEf`,
    `Account_${PAYMENTS}_User_keyturn-probe-1234abcd_AccessKey`,
  ])('works on %s', async (name) => {
    const secret = `arn:aws:secretsmanager:${REGION}:${PAYMENTS}:secret:${name}`;
    expect(await ask('secretsmanager:DescribeSecret', secret)).toBe('Allowed');
    for (const longer of [`${secret}-more`, secret.replace('_AccessKey', '_Database')])
      expect([longer, await ask('secretsmanager:DescribeSecret', longer)]).toEqual([longer, 'ImplicitlyDenied']);
  });

  it('writes no tags but its own', async () => {
    const secret = `arn:aws:secretsmanager:${REGION}:${PAYMENTS}:secret:Account_${PAYMENTS}_User_ann_AccessKey-AbCdEf`;
    for (const action of ['TagResource', 'UntagResource']) {
      const withTags = (...keys: string[]) => ask(`secretsmanager:${action}`, secret, { 'aws:TagKeys': keys });
      expect(await withTags('keyturn:deployment')).toBe('Allowed');
      expect(await withTags('keyturn:deployment', 'cost-centre')).toBe('ImplicitlyDenied');
    }
  });

  it('uses the policy it puts on secrets, and cannot read by it', async () => {
    const secret = `arn:aws:secretsmanager:${REGION}:${PAYMENTS}:secret:Account_${PAYMENTS}_User_ann_AccessKey-AbCdEf`;
    const resourcePolicy = JSON.parse(secretPolicy({ arn: user, id: 'AIDAOWNEROWNEROWNER01' }, [member.arn])) as object;
    const question = { action: 'secretsmanager:PutSecretValue', resource: secret, account: PAYMENTS, context: {} };
    expect(await judge(sessionOf(member), question, resourcePolicy)).toBe('Allowed');
    const reading = { ...question, action: 'secretsmanager:GetSecretValue' };
    expect(await judge(sessionOf(member), reading, resourcePolicy)).toBe('ExplicitlyDenied');
  });
});

describe('the role of the rotation function', () => {
  const [rotation] = deployed.main.roles.filter(({ logicalId }) => logicalId === 'RotationLambdaFunctionExecutionRole');
  const enter = (context: Question['context']) =>
    judge(
      sessionOf(rotation as StackRole),
      { action: 'sts:AssumeRole', resource: member.arn, account: PAYMENTS, context },
      member.trust,
    );

  it('enters accounts of its own organization alone', async () => {
    expect(await enter({ 'aws:ResourceOrgID': deployed.world.organization.id })).toBe('Allowed');
    expect(await enter({ 'aws:ResourceOrgID': 'o-zzzzzzzzzz' })).toBe('ImplicitlyDenied');
  });
});

describe('the role that lists accounts', () => {
  const [role] = deployed.listRole.roles;
  const unit = (id: string, organization = 'o-a1b2c3d4e5') =>
    `arn:aws:organizations::${MANAGEMENT}:${id.startsWith('r-') ? 'root' : 'ou'}/${organization}/${id}`;
  const ask = (operation: string, resource: string): Promise<Verdict> =>
    judge(sessionOf(role as StackRole), {
      action: `organizations:${operation}`,
      resource,
      account: MANAGEMENT,
      context: {},
    });

  it.each(['ListAccountsForParent', 'ListOrganizationalUnitsForParent'])(
    'finds the accounts of OrganizationalUnitIds, and of units in them, by %s',
    async (operation) => {
      expect(await ask(operation, unit('ou-ab12-11111111'))).toBe('Allowed');
      expect(await ask(operation, unit('r-ab12'))).toBe('Allowed');
      expect(await ask(operation, unit('ou-ab12-11111111', 'o-zzzzzzzzzz'))).toBe('ImplicitlyDenied');
    },
  );
});
