import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './architecture/sources.ts';

const page = readFileSync(join(root, 'docs/terraform.md'), 'utf8');
const blocks = [...page.matchAll(/^```hcl\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text).join('\n');

/** All that a module's files say. */
const moduleText = (name: string): string =>
  readdirSync(join(root, 'terraform', name))
    .map((file) => readFileSync(join(root, 'terraform', name, file), 'utf8'))
    .join('\n');

/** The variables of a module, and whether they must be given. */
const variablesOf = (name: string): ReadonlyMap<string, boolean> =>
  new Map(
    [...moduleText(name).matchAll(/^variable "(\w+)" \{\n([\s\S]*?)^\}$/gm)].map(([, variable = '', body = '']) => [
      variable,
      !/^ {2}default +=/m.test(body),
    ]),
  );

describe('docs/terraform.md', () => {
  it.each(['deployment', 'member-role'])(
    'gives the module %s what must be given, and nothing that it does not know',
    (name) => {
      const [, body = ''] =
        [...blocks.matchAll(/^module "\w+" \{\n([\s\S]*?)^\}$/gm)].find(([text]) =>
          text.includes(`terraform/${name}"`),
        ) ?? [];
      const given = [...body.matchAll(/^ {2}(\w+) += /gm)].map(([, argument]) => argument ?? '');
      const variables = variablesOf(name);
      const own = given.filter((argument) => !['source', 'providers'].includes(argument));
      expect(own.filter((argument) => !variables.has(argument))).toEqual([]);
      expect([...variables].filter(([variable, isNeeded]) => isNeeded && !own.includes(variable))).toEqual([]);
    },
  );

  it('passes the providers that the module asks for, and explains each', () => {
    const [, aliases = ''] = /configuration_aliases = \[(.+)\]/.exec(moduleText('deployment')) ?? [];
    const asked = ['aws', ...aliases.split(', ')];
    const [, passed = ''] = /providers = \{\n([\s\S]*?)\n {2}\}/.exec(blocks) ?? [];
    expect(passed.split('\n').map((line) => line.trim().split(/ +=/)[0])).toEqual(asked);
    for (const provider of asked) expect(page).toContain(`| \`${provider}\` |`);
  });

  it('names the variables that are the module’s own', () => {
    const own = readFileSync(join(root, 'terraform/deployment/variables.tf'), 'utf8');
    for (const [, name] of own.matchAll(/^variable "(\w+)"/gm)) expect(page).toContain(`\`${name}\``);
  });
});
