import { exemptionPaths, variableOf } from '../../../src/app/settings/sources.ts';
import { parameterNames, stackParameters } from '../../../src/app/settings/stack-parameters.ts';
import { sandboxOffset } from '../../../src/cli/run/sandbox-clock.ts';
import { type ListedCommandLine, objectIn, watched } from './command-line.ts';
import { jsonNames } from './json-names.ts';
import type { Recording } from './recording.ts';

/** Of settings: paths, what they take, variables, parameters of the stack, and the file. */
export const addSettingNames = async (recording: Recording, { keyturn }: ListedCommandLine): Promise<void> => {
  const { names, mask } = recording;
  const shown = objectIn(await keyturn('plan --show-settings --json', { yaml: YAML })) as readonly Shown[];
  const exemptions = shown.filter(({ setting }) => setting === 'exemptions');
  names.add('JSON of plan --show-settings', ...jsonNames(exemptions, { mask }));
  for (const { setting, value } of shown.filter((each) => !exemptions.includes(each)))
    names.add('settings', `${named(setting)}${typeof value === 'string' ? `, by default ${value}` : ''}`);
  names.add('settings', 'exemptions', ...exemptionPaths.map(named));
  const wrong = await keyturn(`plan ${shown.map(({ setting }) => `--set ${setting}=?`).join(' ')}`, { yaml: 'x: 1' });
  names.add('choices of settings', ...choicesIn(wrong.err));
  names.add('files that are read', ...(/\(from ([\w.]+): x\)/.exec(wrong.err)?.slice(1) ?? []));
  for (const [name, path] of Object.entries(parameterNames))
    names.add('parameters that are settings', `${name}: ${path}`);
  names.add('parameters that shape the stack', ...stackParameters);
  await keyturn('--help', { isTTY: true, env: { LANG: '' } });
  await sandboxOffset(watched({}, recording));
};

interface Shown {
  readonly setting: string;
  readonly value: unknown;
}

const named = (path: string): string => `${path}, ${variableOf(path)}`;

/** Every field that an exemption can have, and every group of settings. */
const YAML = `
exemptions:
  - { group: Exempt, reason: why, approver: me, until: 2099-12-31 }
  - { tag: a=b }
  - { path: /a/ }
  - { account: '200000000001' }
  - { ou: ou-ab12-11111111 }
pace: { accountKeys: 20 }
breaker: { keys: 20 }
templates: { audit: iam-auto-key-rotation-enforcement.html }
exempt: { tag: c=d }
`;

/** What a refusal allows, where that is a choice between words. */
const choicesIn = (err: string): readonly string[] =>
  [...err.matchAll(/^ +([\w.]+) is "\?": give ((?:[\w-]+(?:, | or )?)+)(?: \(from|$)/gm)].map(
    ([, path, words]) => `${path}: ${words}`,
  );
