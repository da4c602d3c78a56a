import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const folder = '.github/workflows';
const workflows = readdirSync(folder).map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));

it('workflows run .ci/run, and .ci/package where a release is signed, and nothing else of their own', () => {
  const commands = workflows.flatMap(({ text }) =>
    [...text.matchAll(/^\s*- run: (.*)$/gm)].map(([, command]) => command),
  );
  expect(commands).toEqual(['.ci/run', '.ci/run', '.ci/package']);
});

it('workflows pin each action by its commit, with its version beside it', () => {
  const used = workflows.flatMap(({ text }) => [...text.matchAll(/uses: (.*)$/gm)].map(([, action = '']) => action));
  expect(used.length).toBeGreaterThan(0);
  for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

it('workflows may read the code, keep no credentials, and end by themselves', () => {
  for (const { name, text } of workflows) {
    const { permissions, jobs } = parse(text);
    expect(permissions, name).toEqual({ contents: 'read' });
    for (const job of Object.values<{ [field: string]: unknown }>(jobs)) {
      expect(job.permissions, name).toEqual(signs(job) ? SIGNER : undefined);
      expect(job['timeout-minutes'], name).toBeLessThanOrEqual(90);
    }
    const checkouts = text.match(/actions\/checkout@/g) ?? [];
    expect(text.match(/persist-credentials: false/g) ?? [], name).toHaveLength(checkouts.length);
  }
});

/** Signing takes a token of the workflow's identity: no job has one that does anything else. */
const SIGNER = { contents: 'read', 'id-token': 'write', attestations: 'write' };

const signs = (job: { readonly [field: string]: unknown }): boolean => JSON.stringify(job).includes('actions/attest@');

it('a release is signed by a job that runs the build alone, after all that must hold', () => {
  const release = parse(workflows.find(({ name }) => name === 'release.yml')?.text ?? '');
  const { attest } = release.jobs;
  expect(attest.needs).toBe('run');
  expect(attest.steps.map(({ uses, run }: { uses?: string; run?: string }) => run ?? uses?.split('@')[0])).toEqual([
    'actions/checkout',
    '.ci/package',
    'actions/attest',
    'actions/attest',
  ]);
  expect(attest.steps[2].with['subject-checksums']).toBe('dist/asa-iam-rotation/SHA256SUMS');
  expect(attest.steps[3].with['subject-path']).toContain('dist/asa-iam-rotation/SHA256SUMS');
});
