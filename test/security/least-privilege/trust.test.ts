import { describe, expect, it } from 'vitest';
import { names, templateFiles } from '../../../infra/names.ts';
import { deploy, MANAGEMENT, PAYMENTS, PRIMARY } from '../../deployed/organization.ts';
import { type StackRole, template } from '../../deployed/stack/templates.ts';
import { type Asker, judge, type Verdict } from '../judge.ts';
import { OPERATOR } from './recorded-lives.ts';
import { rolesOf, sessionOf } from './roles.ts';

const alone = deploy();
const withOperators = deploy({}, { OperatorPrincipalArns: `${OPERATOR},arn:aws:iam::${PRIMARY}:user/ops/ann` });

/** Who could assume any role, were it only for their own policies. */
const ADMIN = { admin: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } };

const roleNamed = (account: string, name: string): Asker => ({
  account,
  arn: `arn:aws:sts::${account}:assumed-role/${name.split('/').at(-1)}/session`,
  principalArn: `arn:aws:iam::${account}:role/${name}`,
  userId: 'AROAANYANYANYANYANY01:session',
  policies: ADMIN,
});

const userNamed = (account: string, path: string): Asker => {
  const arn = `arn:aws:iam::${account}:user/${path}`;
  return { account, arn, principalArn: arn, userId: 'AIDAANYANYANYANYANY01', policies: ADMIN };
};

const root = (account: string): Asker => {
  const arn = `arn:aws:iam::${account}:root`;
  return { account, arn, principalArn: arn, userId: account, policies: ADMIN };
};

const assumes = (asker: Asker, { arn, account, trust }: StackRole): Promise<Verdict> =>
  judge(asker, { action: 'sts:AssumeRole', resource: arn, account, context: {} }, trust);

const find = (deployed: typeof alone, logicalId: string, account: string): StackRole => {
  const role = rolesOf(deployed).find((each) => each.logicalId === logicalId && each.account === account);
  if (role === undefined) throw new Error(`no role ${logicalId}`);
  return role;
};

const strangers: Readonly<Record<string, Asker>> = {
  'another role of the primary account': roleNamed(PRIMARY, 'Admin'),
  'a role of the primary account whose name begins alike': roleNamed(PRIMARY, `${names.executionRole}-2`),
  'a role of that name on a path': roleNamed(PRIMARY, `path/${names.executionRole}`),
  'a user of the primary account': userNamed(PRIMARY, 'ann'),
  'the root user of the primary account': root(PRIMARY),
  'a role of that name in another account': roleNamed(PAYMENTS, names.executionRole),
  'an administrator of the member account': roleNamed(PAYMENTS, 'Admin'),
  'an administrator of the management account': roleNamed(MANAGEMENT, 'Admin'),
  'a role of that name outside the organization': {
    ...roleNamed('999999999999', names.executionRole),
    organization: 'o-zzzzzzzzzz',
  },
  'that very role, were its account to leave the organization': {
    ...roleNamed(PRIMARY, names.executionRole),
    organization: 'o-zzzzzzzzzz',
  },
  'the notifier': roleNamed(PRIMARY, 'NotifierFunctionExecutionRole'),
  'the operators, where they are not named': roleNamed(PRIMARY, 'operators'),
};

describe('the member role', () => {
  const role = find(alone, 'MemberRole', PAYMENTS);

  it('is assumed by the rotation function', async () => {
    expect(await assumes(roleNamed(PRIMARY, names.executionRole), role)).toBe('Allowed');
  });

  it.each(Object.entries(strangers))('is not assumed by %s', async (_, asker) => {
    expect(await assumes(asker, role)).not.toBe('Allowed');
  });

  it('is not assumed by the inventory, which lists accounts and enters none', async () => {
    expect(await assumes(roleNamed(PRIMARY, names.inventoryExecutionRole), role)).not.toBe('Allowed');
  });

  it('is assumed by the operators that its template was given, and by nobody else beside them', async () => {
    const open = find(withOperators, 'MemberRole', PAYMENTS);
    expect(await assumes(roleNamed(PRIMARY, 'operators'), open)).toBe('Allowed');
    expect(await assumes(userNamed(PRIMARY, 'ops/ann'), open)).toBe('Allowed');
    expect(await assumes(roleNamed(PRIMARY, names.executionRole), open)).toBe('Allowed');
    for (const asker of [userNamed(PRIMARY, 'ann'), root(PRIMARY), roleNamed(PRIMARY, 'Admin')])
      expect(await assumes(asker, open)).not.toBe('Allowed');
    const elsewhere = { ...roleNamed(PRIMARY, 'operators'), organization: 'o-zzzzzzzzzz' };
    expect(await assumes(elsewhere, open)).not.toBe('Allowed');
  });
});

describe('the role that lists accounts', () => {
  const role = find(alone, 'ListRole', MANAGEMENT);

  it('is assumed by the inventory', async () => {
    expect(await assumes(roleNamed(PRIMARY, names.inventoryExecutionRole), role)).toBe('Allowed');
  });

  it.each(Object.entries(strangers))('is not assumed by %s', async (_, asker) => {
    expect(await assumes(asker, role)).not.toBe('Allowed');
  });

  it('is not assumed by the rotation function', async () => {
    expect(await assumes(roleNamed(PRIMARY, names.executionRole), role)).not.toBe('Allowed');
  });
});

describe('of keyturn’s own roles, by their own policies and whatever a role’s trust says,', () => {
  const open = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
  };
  const entering = async (arn: string): Promise<readonly string[]> => {
    const account = arn.split(':')[4] ?? '';
    const question = { action: 'sts:AssumeRole', resource: arn, account, context: {} };
    const roles = [...new Map(rolesOf(alone).map((role) => [role.logicalId, role])).values()];
    const verdicts = await Promise.all(roles.map((role) => judge(sessionOf(role), question, open)));
    return roles
      .filter((role, index) => role.account !== account && verdicts[index] === 'Allowed')
      .map(({ logicalId }) => logicalId);
  };

  it.each([
    ['the member role', `arn:aws:iam::${PAYMENTS}:role/${names.memberRole}`, ['RotationLambdaFunctionExecutionRole']],
    ['the list role', `arn:aws:iam::${MANAGEMENT}:role/${names.listRole}`, ['AccountInventoryFunctionExecutionRole']],
    ['another role of a member', `arn:aws:iam::${PAYMENTS}:role/Admin`, []],
    ['another role of the management account', `arn:aws:iam::${MANAGEMENT}:role/OrganizationAccountAccessRole`, []],
  ])('%s is asked for by nobody else', async (_, arn, expected) => {
    expect(await entering(arn)).toEqual(expected);
  });
});

it('no template names a role or a user as Principal: one that does not exist yet is refused, one made again forgotten', () => {
  const found: string[] = [];
  for (const [file, name] of Object.entries(templateFiles)) {
    const { Resources } = template(file as keyof typeof templateFiles);
    const principals = JSON.stringify(Resources).match(/"Principal":(\{[^{}]*(\{[^{}]*\}[^{}]*)*\}|"[^"]*")/g) ?? [];
    for (const principal of principals)
      if (/:(role|user)\/|GetAtt|"Ref"/.test(principal)) found.push(`${name} ${principal}`);
  }
  expect(found).toEqual([]);
});
