import { describe, expect, it } from 'vitest';
import { templateFiles } from '../names.ts';
import type { PlainTemplate } from '../plain-stack.ts';
import { templateNamed } from '../written.fixture.ts';
import { memberRolePolicies } from './member-role.ts';

interface Made {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** The template of one account, whose role has these properties too. */
const withRole = (more: Readonly<Record<string, unknown>>): Readonly<Record<string, PlainTemplate>> => {
  const template = templateNamed('managementAccount');
  const resources = template.Resources as Readonly<Record<string, Made>>;
  const { ASAIAMAssumedRole: role } = resources;
  const changed = { ...role, Properties: { ...role?.Properties, ...more } };
  return {
    [templateFiles.managementAccount]: { ...template, Resources: { ...resources, ASAIAMAssumedRole: changed } },
  };
};

describe('the module member-role', () => {
  it('is not written where it would lack a property that the template gives', () => {
    expect(() => memberRolePolicies(withRole({ MaxSessionDuration: 3600 }))).toThrow(
      'the module member-role does not know MaxSessionDuration of ASAIAMAssumedRole (AWS::IAM::Role)',
    );
  });

  it('is not written where the role has a policy more than the module would give it', () => {
    const policy = { PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [] } };
    expect(() => memberRolePolicies(withRole({ Policies: [policy, policy] }))).toThrow('has not one policy');
  });

  it('has the denial to read secrets as the last word of the role', () => {
    const text = memberRolePolicies({ [templateFiles.managementAccount]: templateNamed('managementAccount') });
    const [, policy = ''] = /^ {2}role_policy = (\{\n[\s\S]*?^ {2}\})$/m.exec(text) ?? [];
    expect(policy.slice(policy.indexOf('NeverReadSecrets'))).toMatch(/^NeverReadSecrets"\n {8}Effect = "Deny"\n/);
  });
});
