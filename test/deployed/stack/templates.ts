import { templateFiles } from '../../../infra/names.ts';
import { synthesize } from '../../../infra/synthesize.ts';
import type { AslFlow } from '../asl/run-flow.ts';
import { type ParsedTemplate, type ResolveContext, resolver, type StackResource } from './resolve.ts';

const zips = { inventory: 'inventory.zip', rotation: 'rotation.zip', notifier: 'notifier.zip' };

let made: Readonly<Record<string, ParsedTemplate>> | undefined;

/** The templates as they are written out, synthesized once. */
export const template = (file: keyof typeof templateFiles): ParsedTemplate => {
  made ??= synthesize(zips) as unknown as Readonly<Record<string, ParsedTemplate>>;
  const found = made[templateFiles[file]];
  if (found === undefined) throw new Error(`there is no template ${file}`);
  return found;
};

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: object;
}

interface RoleProperties {
  readonly RoleName?: string;
  readonly AssumeRolePolicyDocument: object;
  readonly Policies: readonly InlinePolicy[];
}

/** A resource of its own that some roles have. */
interface PolicyApart extends InlinePolicy {
  readonly Roles: readonly string[];
}

export interface StackRole {
  readonly logicalId: string;
  readonly account: string;
  readonly name: string;
  readonly arn: string;
  readonly trust: object;
  /** Name -> document. */
  readonly policies: Readonly<Record<string, object>>;
}

/** A template with its parameters filled in: what CloudFormation would make of it. */
export interface Stack {
  readonly roles: readonly StackRole[];
  readonly managedPolicies: readonly { readonly name: string; readonly document: object }[];
  readonly groups: readonly string[];
  property(logicalId: string, name: string): unknown;
  physical(logicalId: string): string;
}

export const stackOf = (file: keyof typeof templateFiles, resolveContext: ResolveContext): Stack => {
  const source = template(file);
  const { resolve, isTrue } = resolver(source, resolveContext);
  const isMade = ({ Condition }: StackResource): boolean => Condition === undefined || isTrue(String(Condition));
  const ofType = (type: string) =>
    Object.entries(source.Resources).flatMap(([logicalId, resource]) =>
      resource.Type === type && isMade(resource)
        ? [[logicalId, resolve(resource.Properties) as Record<string, unknown>] as const]
        : [],
    );
  const policiesApart = ofType('AWS::IAM::Policy').map(([, properties]) => properties as unknown as PolicyApart);
  const roles = ofType('AWS::IAM::Role').map(([logicalId, properties]): StackRole => {
    const { RoleName: name = logicalId, AssumeRolePolicyDocument, Policies } = properties as unknown as RoleProperties;
    const apart = policiesApart.filter(({ Roles }) => Roles.includes(name));
    const policies = Object.fromEntries(
      [...Policies, ...apart].map(({ PolicyName, PolicyDocument }) => [PolicyName, PolicyDocument]),
    );
    const { account } = resolveContext;
    return {
      logicalId,
      account,
      name,
      arn: `arn:aws:iam::${account}:role/${name}`,
      trust: AssumeRolePolicyDocument,
      policies,
    };
  });
  const managedPolicies = ofType('AWS::IAM::ManagedPolicy').map(([, { ManagedPolicyName, PolicyDocument }]) => ({
    name: String(ManagedPolicyName),
    document: PolicyDocument as object,
  }));
  const groups = ofType('AWS::IAM::Group').map(([, { GroupName }]) => String(GroupName));
  const resolved = new Map<string, Record<string, unknown>>();
  const property = (logicalId: string, name: string): unknown => {
    const known =
      resolved.get(logicalId) ?? (resolve(source.Resources[logicalId]?.Properties) as Record<string, unknown>);
    resolved.set(logicalId, known);
    return known[name];
  };
  const physical = (logicalId: string): string => String(resolve({ Ref: logicalId }));
  return { roles, managedPolicies, groups, property, physical };
};

/** The state machine's definition as AWS gets it: substitutions put in, then read as JSON. */
export const definitionOf = (main: Stack): AslFlow => {
  const substitutions = main.property('RunStateMachine', 'DefinitionSubstitutions') as Record<string, string>;
  const given = main.property('RunStateMachine', 'Definition') ?? main.property('RunStateMachine', 'DefinitionString');
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  const filled = text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = substitutions[name];
    if (value === undefined) throw new Error(`the definition has no value for ${name}`);
    return value;
  });
  return JSON.parse(filled) as AslFlow;
};
