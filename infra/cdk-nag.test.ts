import { rmSync } from 'node:fs';
import { Stack, Stage } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { acknowledged } from './cdk-nag-reasons.ts';
import { stacks } from './synthesize.ts';

const made = Object.values(stacks({ inventory: 'i.zip', rotation: 'r.zip', notifier: 'n.zip' }));

/** cdk-nag skips a statement that hangs on a condition: each is put in as it is where it holds. */
const withEveryStatement = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.flatMap(statementsIn).map(withEveryStatement);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withEveryStatement(each)]));
};
const statementsIn = (value: unknown): unknown[] => {
  const [, ...ways] = (value as { readonly 'Fn::If'?: readonly unknown[] } | null)?.['Fn::If'] ?? [];
  const statements = ways.filter((way) => typeof way === 'object' && way !== null && 'Effect' in way);
  return statements.length === 0 ? [value] : statements;
};
for (const role of made.flatMap((stack) => stack.node.findAll()).filter((each) => each instanceof CfnRole))
  role.policies = withEveryStatement(Stack.of(role).resolve(role.policies)) as CfnRole.PolicyProperty[];

/** As `finding on resource`, over all templates. */
const found = made.flatMap((stack) =>
  new AwsSolutionsChecks(stack)
    .validateScope(stack)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => `${ruleName} on ${constructPath.split('/').at(-1)}`),
    ),
);

// The CDK has made a folder for the template of each, where nothing is written here.
for (const folder of made.flatMap((stack) => Stage.of(stack)?.outdir ?? [])) rmSync(folder, { recursive: true });

const explained = acknowledged.flatMap(({ finding, on }) => on.map((resource) => `${finding} on ${resource}`));

describe("cdk-nag's AwsSolutions", () => {
  it('finds nothing that is not explained', () => {
    expect(found.filter((finding) => !explained.includes(finding))).toEqual([]);
  });

  it('finds all that is explained: no reason outlives its finding', () => {
    expect(found.length).toBeGreaterThan(20);
    expect(explained.filter((finding) => !found.includes(finding))).toEqual([]);
  });

  it('is answered with reasons that say something', () => {
    for (const { reason } of acknowledged) expect(reason.length).toBeGreaterThan(20);
  });
});
