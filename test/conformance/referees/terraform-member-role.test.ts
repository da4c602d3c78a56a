import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolved } from '../../../infra/resolved.fixture.ts';
import { given, templateNamed } from '../../../infra/written.fixture.ts';
import { instant } from '../../../src/core/time.ts';
import { type Example, exampleWorld } from '../../../src/sandbox/http/example-world.fixture.ts';
import { type ServedSandbox, serveSandbox } from '../../../src/sandbox/http/server.ts';
import { root } from '../../repository/architecture/sources.ts';
import { createWorkspace, moduleFolder, type PlannedChange, terraformProviders, type Workspace } from './terraform.ts';
import { environment, run } from './tool.ts';

const providers = await terraformProviders();
const REGION = 'us-east-1';

/** As the module is given them, and as a stack is. */
const cases = [
  ['by default', '', {}],
  [
    'with operators, an external id, a path and a key',
    `operator_principal_arns = ["arn:aws:iam::111111111111:role/ops", "arn:aws:iam::111111111111:user/anna"]
  external_id = "a-word"
  user_path   = "/applications/"
  kms_key_arn = "arn:aws:kms:eu-central-1:111111111111:key/0a1b"`,
    {
      OperatorPrincipalArns: 'arn:aws:iam::111111111111:role/ops,arn:aws:iam::111111111111:user/anna',
      ExternalId: 'a-word',
      UserPath: '/applications/',
      KmsKeyArn: 'arn:aws:kms:eu-central-1:111111111111:key/0a1b',
    },
  ],
  [
    'with one operator, names of its own and a boundary in each account',
    `operator_principal_arns  = ["arn:aws:iam::111111111111:role/ops"]
  iam_role_name            = "rotator"
  execution_role_name      = "runner"
  iam_exemption_group      = "left-alone"
  permissions_boundary_arn = "arn:aws:iam::*:policy/bound"`,
    {
      OperatorPrincipalArns: 'arn:aws:iam::111111111111:role/ops',
      IAMRoleName: 'rotator',
      ExecutionRoleName: 'runner',
      IAMExemptionGroup: 'left-alone',
      PermissionsBoundaryArn: 'arn:aws:iam::*:policy/bound',
    },
  ],
  [
    'with one boundary for all',
    'permissions_boundary_arn = "arn:aws:iam::aws:policy/PowerUserAccess"',
    { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/PowerUserAccess' },
  ],
] as const;

/** All cases at once: Terraform takes longer to begin than to plan. */
const configuration = [
  `provider "aws" {\n  region = "${REGION}"\n}`,
  ...cases.map(
    ([, variables], index) => `module "case_${index}" {
  source = "${moduleFolder('member-role')}"

  primary_account_id = "${given.PrimaryAccountID}"
  aws_org_id         = "${given.AWSOrgID}"
  ${variables}
}`,
  ),
].join('\n\n');

describe.skipIf(providers === undefined)('the module member-role', () => {
  let example: Example;
  let served: ServedSandbox;
  let workspace: Workspace;
  let planned: readonly PlannedChange[];

  beforeAll(async () => {
    example = exampleWorld(instant(Date.now()));
    served = await serveSandbox(example.world, { advanceWithRealTime: true });
    workspace = await createWorkspace(providers ?? '', configuration, environment(served.url, example.admin));
    planned = (await workspace.plan()).resource_changes;
  });
  afterAll(async () => {
    workspace?.close();
    await served?.close();
  });

  it.each(cases.map(([title, , parameters], index) => [title, index, parameters] as const))(
    'plans what the template makes, %s',
    (_, index, parameters) => {
      const template = resolved(templateNamed('managementAccount'), {
        parameters: { ...given, ...parameters },
        account: example.accountId,
        region: REGION,
      });
      expect(plannedBy(planned, `module.case_${index}`)).toEqual(madeBy(template));
    },
  );
});

it.skipIf(providers === undefined)(
  'both modules, and the blocks of their page, are laid out as terraform fmt does',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyturn-blocks-'));
    const page = readFileSync(join(root, 'docs/terraform.md'), 'utf8');
    for (const [index, [, block = '']] of [...page.matchAll(/^```hcl\n([\s\S]*?)^```$/gm)].entries())
      writeFileSync(join(folder, `${index}.tf`), block);
    for (const path of [join(root, 'terraform'), folder])
      expect(await run('terraform', ['fmt', '-check', '-recursive', path])).toMatchObject({ code: 0, stdout: '' });
    rmSync(folder, { recursive: true });
  },
);

const madeBy = (template: ReturnType<typeof resolved>) => {
  const { ASAIAMAssumedRole: role, ReadOwnAccessKeyPolicy: read, ASAIAMExemptionsGroup: group } = template;
  const { Policies, Tags, ...made } = role?.Properties ?? {};
  return {
    role: {
      name: made.RoleName,
      description: made.Description,
      boundary: made.PermissionsBoundary ?? null,
      trust: made.AssumeRolePolicyDocument,
      tags: Object.fromEntries(Tags.map((tag: Readonly<Record<string, string>>) => [tag.Key, tag.Value])),
    },
    permissions: { name: Policies[0].PolicyName, document: Policies[0].PolicyDocument },
    read: {
      name: read?.Properties.ManagedPolicyName,
      description: read?.Properties.Description,
      document: read?.Properties.PolicyDocument,
    },
    group: group?.Properties.GroupName,
    resources: Object.keys(template).length + Policies.length,
  };
};

const plannedBy = (changes: readonly PlannedChange[], module: string) => {
  const own = changes.filter(({ address }) => address.startsWith(`${module}.`));
  const after = (address: string) => own.find((each) => each.address === `${module}.${address}`)?.change.after;
  const role = after('aws_iam_role.member');
  const permissions = after('aws_iam_role_policy.member');
  const read = after('aws_iam_policy.read_own_access_key');
  return {
    role: {
      name: role.name,
      description: role.description,
      boundary: role.permissions_boundary,
      trust: JSON.parse(role.assume_role_policy),
      tags: role.tags,
    },
    permissions: { name: permissions.name, document: JSON.parse(permissions.policy) },
    read: { name: read.name, description: read.description, document: JSON.parse(read.policy) },
    group: after('aws_iam_group.exempt').name,
    resources: own.length,
  };
};
