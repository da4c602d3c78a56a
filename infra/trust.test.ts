import { describe, expect, it } from 'vitest';
import { templateFiles } from './names.ts';
import { resolved } from './resolved.fixture.ts';
import { holdersIn, roles } from './roles.fixture.ts';
import { given, givenNetwork, templateNamed, templates } from './written.fixture.ts';

describe('who may assume a role', () => {
  it('is an account or a service, never a role, a user or everybody', () => {
    // A key's policy lets nobody assume anything: who uses that one is judged in central-secrets-simulated.test.ts.
    const { KeyOfSecrets: _, ...ofMain } = templateNamed('main').Resources as Record<string, unknown>;
    const others = Object.entries(templates).flatMap(([name, { Resources }]) =>
      name === templateFiles.main ? [] : [Resources],
    );
    const principals = [ofMain, ...others].flatMap(principalsIn);
    expect(principals.length).toBeGreaterThan(8);
    for (const principal of principals) expect(principal).not.toMatch(/:role\/|:user\/|assumed-role|"AWS":"\*"/);
    for (const { trust } of roles)
      for (const { Principal } of trust) {
        expect([
          '{"AWS":"arn:aws:iam::111111111111:root"}',
          expect.stringMatching(/^\{"Service":"[a-z]+\.amazonaws\.com"\}$/),
        ]).toContainEqual(JSON.stringify(Principal));
      }
  });

  it.each([
    ['iam-assumed-roles', 'asa-iam-key-rotation-lambda-execution-role'],
    ['management-account', 'asa-iam-key-rotation-lambda-execution-role'],
    ['list-accounts-role', 'asa-iam-key-rotation-account-inventory-lambda-execution-role'],
  ])('is narrowed to one role of the organization: %s', (file, executionRole) => {
    const trustWith = (parameters: Readonly<Record<string, string>>) =>
      holdersIn(parameters)
        .find(({ name }) => name.includes(file))
        ?.trust.map(({ Condition }) => Condition);
    const execution = `arn:aws:iam::111111111111:role/${executionRole}`;
    const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
    expect(trustWith({})).toEqual([{ ArnEquals: { 'aws:PrincipalArn': execution }, ...organization }]);
    const operators = ['arn:aws:iam::111111111111:role/operators', 'arn:aws:iam::111111111111:user/anna'];
    expect(trustWith({ OperatorPrincipalArns: operators.join() })).toEqual([
      { ArnEquals: { 'aws:PrincipalArn': [execution, ...operators] }, ...organization },
      { ArnEquals: { 'aws:PrincipalArn': operators }, ...organization },
    ]);
  });

  it.each(['iam-assumed-roles', 'management-account'])('must say the external id, where one is given: %s', (file) => {
    const OperatorPrincipalArns = 'arn:aws:iam::111111111111:role/operators';
    const trust = holdersIn({ ExternalId: 'quince', OperatorPrincipalArns }).find(({ name }) =>
      name.includes(file),
    )?.trust;
    expect(trust?.map(({ Action, Condition }) => [Action, Condition?.StringEquals])).toEqual([
      [['sts:AssumeRole'], { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'sts:ExternalId': 'quince' }],
      [['sts:SetSourceIdentity', 'sts:TagSession'], { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }],
    ]);
  });
});

describe('the permissions boundary', () => {
  const boundaries = (PermissionsBoundaryArn: string) =>
    new Set(
      Object.values(templates).flatMap((template) =>
        Object.values(
          resolved(template, { parameters: { ...given, ...givenNetwork, PermissionsBoundaryArn } }),
        ).flatMap(({ Type, Properties }) => (Type === 'AWS::IAM::Role' ? [Properties.PermissionsBoundary] : [])),
      ),
    );

  it.each([
    ['', undefined],
    ['arn:aws:iam::aws:policy/PowerUserAccess', 'arn:aws:iam::aws:policy/PowerUserAccess'],
    ['arn:aws:iam::*:policy/teams/bounds', 'arn:aws:iam::111111111111:policy/teams/bounds'],
  ])('given as "%s" is %s, of every role of every stack', (given, boundary) => {
    expect([...boundaries(given)]).toEqual([boundary]);
  });
});

const principalsIn = (part: unknown): string[] => {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === 'Principal' ? [JSON.stringify({ [key]: value })] : principalsIn(value),
  );
};
