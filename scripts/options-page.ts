import { mainParameters } from '../infra/main/parameters.ts';
import { variableOf } from '../src/app/settings/sources.ts';
import { defaultSettings, type SettingPath, settingEntries, settingPaths } from '../src/app/settings/table.ts';
import { onCommandLine } from '../src/cli/settings/options.ts';
import { type Proof, parameterProofs, settingProofs } from './option-proofs.ts';

const PATH = 'docs/options.md';

/** Every setting and parameter, by each of its names, with its default and the test that shows what it does. */
export const optionsPage = (): { readonly path: string; readonly text: string } => ({
  path: PATH,
  text: `${[
    '# Settings and parameters',
    '<!-- Written by `npm run docs` from the table of settings and scripts/option-proofs.ts: change those. -->',
    'A setting is given in `keyturn.yaml`, on the command line, by a variable, or by a parameter of the stack:\n[the settings file](operations.md#settings-file). Exemptions, which are a list, have\n[a section of their own](operations.md#exemptions).',
    '## Settings',
    table(
      ['setting', 'command line', 'variable', 'parameter', 'default', 'meaning', 'test'],
      settingPaths.map(settingRow),
    ),
    '## Parameters that only shape the stack',
    'Those that the AWS sample has too. All parameters, with what they take: [deploying](deploy.md#parameters).',
    table(['parameter', 'default', 'test'], Object.entries(parameterProofs).map(parameterRow)),
  ].join('\n\n')}\n`,
});

const settingRow = (path: SettingPath): readonly string[] => {
  const { meaning, parameter } = settingEntries[path];
  return [
    code(path),
    code(onCommandLine(path)),
    code(variableOf(path)),
    parameter === undefined ? 'none' : code(parameter),
    defaultText(defaultSettings[path]),
    meaning,
    link(settingProofs[path]),
  ];
};

const parameterRow = ([name, proof]: readonly [string, Proof]): readonly string[] => {
  const [declared] = Object.values(mainParameters).flatMap((group) => group[name] ?? []);
  return [code(name), defaultText(declared?.default), link(proof)];
};

const defaultText = (value: unknown): string =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0) ? 'none' : code(String(value));

const link = ([file, title]: Proof): string => `[${title.replaceAll('|', '\\|')}](../${file})`;

const code = (text: string): string => `\`${text}\``;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');

const cell = (text: string): string => text.replaceAll('\n', ' ');
