import { runSimulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, it } from 'vitest';
import { resolved } from './resolved.fixture.ts';
import { given, templateNamed } from './written.fixture.ts';

const PRIMARY = '111111111111';
const MEMBER = '222222222222';
const ORGANIZATION = 'o-a1b2c3d4e5';

const roleArn = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;

interface Asked {
  readonly principal: string;
  readonly action: string;
  readonly organization: string | undefined;
}

/** Who asks may, for its own part, do all of STS. */
const mayAssume = (
  { principal, action, organization }: Asked,
  { trust, role }: { readonly trust: unknown; readonly role: string },
) =>
  runSimulation(
    {
      request: {
        principal: principal.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/').concat('/run-1'),
        action,
        resource: { resource: role, accountId: role.split(':')[4] ?? '' },
        contextVariables: {
          'aws:PrincipalArn': principal,
          'aws:PrincipalAccount': principal.split(':')[4] ?? '',
          ...(organization === undefined ? {} : { 'aws:PrincipalOrgID': organization }),
        },
      },
      identityPolicies: [
        {
          name: 'any role',
          policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }] },
        },
      ],
      resourcePolicy: trust,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  ).then((result) => (result.resultType === 'error' ? JSON.stringify(result.errors) : result.overallResult));

const operator = roleArn(PRIMARY, 'operators');

describe.each([
  ['members', MEMBER, 'asa-iam-key-rotation-lambda-execution-role'],
  // The management account may be the primary one itself.
  ['managementAccount', PRIMARY, 'asa-iam-key-rotation-lambda-execution-role'],
  ['listRole', '333333333333', 'asa-iam-key-rotation-account-inventory-lambda-execution-role'],
] as const)('the role of %s, judged by iam-simulate,', (file, account, executionRole) => {
  const trustWith = (OperatorPrincipalArns: string) => {
    const made = resolved(templateNamed(file), { account, parameters: { ...given, OperatorPrincipalArns } });
    const { RoleName, AssumeRolePolicyDocument } = made.ASAIAMAssumedRole?.Properties ?? {};
    return { role: roleArn(account, RoleName), trust: AssumeRolePolicyDocument };
  };
  const asked = (principal: string, organization: string | undefined, operators = '', action = 'sts:AssumeRole') =>
    mayAssume({ principal, action, organization }, trustWith(operators));

  it('is assumed by its execution role', async () => {
    expect(await asked(roleArn(PRIMARY, executionRole), ORGANIZATION)).toBe('Allowed');
    expect(await asked(roleArn(PRIMARY, executionRole), ORGANIZATION, operator)).toBe('Allowed');
  });

  it('is assumed by an operator who is named, and by no other', async () => {
    expect(await asked(operator, ORGANIZATION, operator)).toBe('Allowed');
    expect(await asked(operator, ORGANIZATION)).toBe('ImplicitlyDenied');
  });

  it.each(['sts:SetSourceIdentity', 'sts:TagSession'])(
    'lets an operator bring who it is along (%s), and nobody else',
    async (action) => {
      expect(await asked(operator, ORGANIZATION, operator, action)).toBe('Allowed');
      expect(await asked(operator, undefined, operator, action)).toBe('ImplicitlyDenied');
      expect(await asked(operator, ORGANIZATION, '', action)).toBe('ImplicitlyDenied');
      expect(await asked(roleArn(PRIMARY, 'Admin'), ORGANIZATION, operator, action)).toBe('ImplicitlyDenied');
      expect(await asked(roleArn(PRIMARY, executionRole), ORGANIZATION, operator, action)).toBe('ImplicitlyDenied');
    },
  );

  it.each([
    ['another role of the primary account', roleArn(PRIMARY, 'Admin'), ORGANIZATION],
    ['a role of the same name in another account', roleArn('444444444444', executionRole), ORGANIZATION],
    [
      'its execution role, once the primary account has left the organization',
      roleArn(PRIMARY, executionRole),
      undefined,
    ],
    ['its execution role, from another organization', roleArn(PRIMARY, executionRole), 'o-zzzzzzzzzz'],
  ])('is not assumed by %s', async (_, principal, organization) => {
    expect(await asked(principal, organization, operator)).toBe('ImplicitlyDenied');
  });
});
