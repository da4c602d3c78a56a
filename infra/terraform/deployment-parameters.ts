import { templateFiles } from '../names.ts';
import type { PlainTemplate } from '../plain-stack.ts';
import { type DeclaredParameter, parametersOf } from './declared-parameter.ts';
import { block, type Expression, items, object } from './hcl.ts';
import { parameterValue, variable } from './variable.ts';

type Part = 'main' | 'members' | 'listRole';

/** The map of parameters that each stack of the module `deployment` gets; the management account's are the members'. */
const maps: Readonly<Record<Part, string>> = {
  main: 'main_parameters',
  members: 'member_parameters',
  listRole: 'list_role_parameters',
};

/**
 * Parameters that are no variable of their own, since the module knows the value: of all stacks, as `keyturn deploy`
 * gives them (`src/app/deploy/context.ts`).
 */
export const knownValues: Readonly<Record<string, Expression>> = {
  PrimaryAccountID: 'local.primary_account_id',
  AWSOrgID: 'local.organization_id',
  OrgListAccount: 'local.list_account_id',
  S3BucketName: 'local.bucket_name',
  InventoryCodeVersion: 'local.code_versions.InventoryCodeVersion',
  RotationCodeVersion: 'local.code_versions.RotationCodeVersion',
  NotifierCodeVersion: 'local.code_versions.NotifierCodeVersion',
  InactivePeriod: 'tostring(var.rotation_period + var.inactive_buffer)',
};

/** Variables that the module adds something to, or that one stack calls otherwise than the others. */
export const derivedValues: Readonly<Partial<Record<Part, Readonly<Record<string, Expression>>>>> = {
  main: { ExemptAccounts: 'join(",", local.exempt_accounts)' },
  members: { KmsKeyArn: 'local.kms_key_arn' },
  listRole: { IAMRoleName: 'var.org_list_role', AccountExecutionRoleName: 'var.inventory_execution_role_name' },
};

/** Parameters that stay as they are by default, with the reason. */
export const leftOut: Readonly<Record<string, string>> = {
  StoreSecretsInCentralAccount: 'not supported yet: the template refuses any other value than its default',
  CredentialReplicationRegions: 'not supported yet: the template refuses any other value than its default',
};

/** Templates that the module leaves to people, as `keyturn deploy` does. */
export const otherTemplates: Readonly<Partial<Record<keyof typeof templateFiles, string>>> = {
  vpcEndpoints: 'most VPCs have their endpoints already; give the template to a stack of your own',
  watch: 'it goes to two Regions of each account as a StackSet of its own; docs/deploy.md says how',
};

type Templates = Readonly<Record<string, PlainTemplate>>;

const parametersIn = (templates: Templates, part: Part): readonly (readonly [string, DeclaredParameter])[] => {
  const template = templates[templateFiles[part]];
  if (template === undefined) throw new Error(`there is no template ${part}`);
  return Object.entries(parametersOf(template)).filter(([name]) => !Object.hasOwn(leftOut, name));
};

/** `variables.tf` of the module `deployment`: one for each parameter, however many stacks have it. */
export const deploymentVariables = (templates: Templates): readonly string[] => {
  const byName = new Map<string, DeclaredParameter>();
  for (const part of ['main', 'members', 'listRole'] as const)
    for (const [name, parameter] of parametersIn(templates, part)) {
      // The list role's name for what the main stack calls OrgListRole is the member role's elsewhere.
      const isRenamed = part === 'listRole' && Object.hasOwn(derivedValues.listRole ?? {}, name);
      if (!isRenamed && !Object.hasOwn(knownValues, name) && !byName.has(name)) byName.set(name, parameter);
    }
  return [...byName].map(([name, parameter]) => variable(name, parameter));
};

/** `parameters.tf` of the module `deployment`: what each stack is given. */
export const deploymentParameters = (templates: Templates): string =>
  block(
    'locals',
    (['main', 'members', 'listRole'] as const)
      .map((part) => {
        const values = parametersIn(templates, part).map(
          ([name, parameter]) =>
            [name, derivedValues[part]?.[name] ?? knownValues[name] ?? parameterValue(name, parameter)] as const,
        );
        return items([[maps[part], object(values)]]);
      })
      .join('\n\n'),
  );
