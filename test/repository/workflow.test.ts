import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const folder = '.github/workflows';
const workflows = readdirSync(folder).map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));

it('workflows run .ci/run and nothing else of their own', () => {
  const commands = workflows.flatMap(({ text }) =>
    [...text.matchAll(/^\s*- run: (.*)$/gm)].map(([, command]) => command),
  );
  expect(commands).toEqual(['.ci/run']);
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
      expect(job.permissions, name).toBeUndefined();
      expect(job['timeout-minutes'], name).toBeLessThanOrEqual(90);
    }
    const checkouts = text.match(/actions\/checkout@/g) ?? [];
    expect(text.match(/persist-credentials: false/g) ?? [], name).toHaveLength(checkouts.length);
  }
});
