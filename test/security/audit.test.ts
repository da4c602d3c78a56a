import { expect, it } from 'vitest';
import { bundledPackages } from '../../scripts/bundled-packages.ts';
import { shippedAdvisories } from '../../scripts/shipped-advisories.ts';

const advisory = (name: string) => ({ source: 1, name, title: `${name} may loop`, url: 'https://example.com/1' });

/** As npm prints it. */
const audit = {
  auditReportVersion: 2,
  vulnerabilities: {
    zod: { name: 'zod', severity: 'high', via: [advisory('zod')], nodes: ['node_modules/zod'] },
    vitest: { name: 'vitest', severity: 'critical', via: [advisory('vitest')], nodes: ['node_modules/vitest'] },
    yaml: { name: 'yaml', severity: 'low', via: [advisory('yaml')], nodes: ['node_modules/other/node_modules/yaml'] },
    'cli-table3': { name: 'cli-table3', severity: 'low', via: ['vitest'], nodes: ['node_modules/cli-table3'] },
  },
};

it('an advisory counts when its package is shipped, from that very place', () => {
  const shipped = new Set(['node_modules/zod', 'node_modules/yaml', 'node_modules/cli-table3']);
  expect(shippedAdvisories(audit, shipped)).toEqual(['zod: high: zod may loop https://example.com/1']);
});

it('an answer that is no audit is not taken for a good one', () => {
  expect(() => shippedAdvisories({ message: '405 Method Not Allowed' }, new Set())).toThrow();
});

it('what gave no byte to a bundle is not shipped', () => {
  const output = (inputs: Readonly<Record<string, number>>) => ({
    ...{ bytes: 1, imports: [], exports: [] },
    inputs: Object.fromEntries(Object.entries(inputs).map(([path, bytesInOutput]) => [path, { bytesInOutput }])),
  });
  const outputs = {
    'dist/a.mjs': output({ 'src/a.ts': 9, 'node_modules/zod/index.js': 5, 'node_modules/uuid/index.js': 0 }),
    'dist/b.mjs': output({ 'node_modules/@aws-sdk/a/node_modules/@smithy/b/dist/c.js': 1 }),
  };
  expect([...bundledPackages({ inputs: {}, outputs })]).toEqual([
    'node_modules/zod',
    'node_modules/@aws-sdk/a/node_modules/@smithy/b',
  ]);
});
