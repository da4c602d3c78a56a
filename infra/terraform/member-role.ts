import { templateFiles } from '../names.ts';
import type { PlainTemplate } from '../plain-stack.ts';
import { parametersOf } from './declared-parameter.ts';
import { block, type Expression, items, literal, snakeCase } from './hcl.ts';
import { expressionOf } from './policy-document.ts';
import { variable } from './variable.ts';

type Templates = Readonly<Record<string, PlainTemplate>>;

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** The stack of a single account, whose resources are those of the StackSet. */
const templateOf = (templates: Templates): PlainTemplate => {
  const template = templates[templateFiles.managementAccount];
  if (template === undefined) throw new Error('there is no template of one account');
  return template;
};

/** `variables.tf` of the module `member-role`. */
export const memberRoleVariables = (templates: Templates): readonly string[] =>
  Object.entries(parametersOf(templateOf(templates))).map(([name, parameter]) => variable(name, parameter));

/**
 * `policies.tf` of the module `member-role`: names, trust and permissions as the template has them. Throws where the
 * template has a resource or a property that the module would not make.
 */
export const memberRolePolicies = (templates: Templates): string => {
  const template = templateOf(templates);
  const conditions = Object.entries(template.Conditions as Readonly<Record<string, unknown>>).map(
    ([name, condition]) => [snakeCase(name), expressionOf(condition)] as const,
  );
  const resources = Object.entries(template.Resources as Readonly<Record<string, Resource>>).flatMap(([id, resource]) =>
    attributesOf(id, resource).map(([name, value]) => items([[name, value]])),
  );
  return block('locals', [items(conditions), ...resources].join('\n\n'));
};

type Attribute = readonly [local: string, value: Expression];
type Written = (value: unknown) => readonly Attribute[];

const named =
  (local: string): Written =>
  (value) => [[local, expressionOf(value)]];

/** Each property of each resource, and the local value that the module takes it from. */
const written: Readonly<Record<string, Readonly<Record<string, Written>>>> = {
  'AWS::IAM::Role': {
    AssumeRolePolicyDocument: named('trust_policy'),
    Description: named('role_description'),
    PermissionsBoundary: named('permissions_boundary'),
    Policies: (value) => {
      const [policy, ...others] = value as readonly { readonly PolicyName: string; readonly PolicyDocument: unknown }[];
      if (policy === undefined || others.length > 0) throw new Error('the member role has not one policy');
      return [
        ['role_policy_name', literal(policy.PolicyName)],
        ['role_policy', expressionOf(policy.PolicyDocument)],
      ];
    },
    RoleName: named('role_name'),
    Tags: (value) => [['tags', tagsOf(value as readonly { readonly Key: string; readonly Value: string }[])]],
  },
  'AWS::IAM::ManagedPolicy': {
    Description: named('read_policy_description'),
    ManagedPolicyName: named('read_policy_name'),
    PolicyDocument: named('read_policy'),
  },
  'AWS::IAM::Group': { GroupName: named('exemption_group') },
};

const tagsOf = (tags: readonly { readonly Key: string; readonly Value: string }[]): Expression =>
  expressionOf(Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])));

const attributesOf = (id: string, { Type, Properties }: Resource): readonly Attribute[] =>
  Object.entries(Properties).flatMap(([property, value]) => {
    const write = written[Type]?.[property];
    if (write === undefined) throw new Error(`the module member-role does not know ${property} of ${id} (${Type})`);
    return write(value);
  });
