import { rmSync } from 'node:fs';
import { Stage } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { acknowledged } from './cdk-nag-reasons.ts';
import { stacks } from './synthesize.ts';

const made = Object.values(stacks({ inventory: 'i.zip', rotation: 'r.zip', notifier: 'n.zip' }));

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
