import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { resolved } from '../../infra/resolved.fixture.ts';
import { given, templateNamed } from '../../infra/written.fixture.ts';

const textOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** What `.ci/run` installs, by name. */
const tested = Object.fromEntries(
  [...textOf('.ci/node-versions.sh').matchAll(/^(\w+)=(\S+)/gm)].map(([, name = '', version = '']) => [name, version]),
);
const { FLOOR = '', BETWEEN = '', DEPLOYED = '' } = tested;
const majorOf = (version: string): string => version.split('.')[0] ?? '';

it('CI tests exact versions of Node.js, the oldest one that package.json accepts among them', () => {
  expect(Object.values(tested)).toEqual(Array(3).fill(expect.stringMatching(/^\d+\.\d+\.\d+$/)));
  expect(JSON.parse(textOf('package.json')).engines.node).toBe(`>=${FLOOR}`);
});

it('CI tests the version of Node.js that is deployed', () => {
  const resources = Object.values(resolved(templateNamed('main'), { parameters: given }));
  const functions = resources.filter(({ Type }) => Type === 'AWS::Lambda::Function');
  expect(functions.map(({ Properties }) => Properties.Runtime)).toEqual(Array(3).fill(`nodejs${majorOf(DEPLOYED)}.x`));
});

it('README.md and the decision name the versions that CI tests', () => {
  const floor = FLOOR.replace(/\.0$/, '');
  expect(textOf('README.md')).toContain(
    `It is tested on Node.js ${floor}, ${majorOf(BETWEEN)} and ${majorOf(DEPLOYED)}.`,
  );
  const rows = textOf('docs/decisions/node-20.md').matchAll(/^\| (\d[\d.]*), /gm);
  expect([...rows].map(([, version]) => version)).toEqual([FLOOR, majorOf(BETWEEN), majorOf(DEPLOYED)]);
});
