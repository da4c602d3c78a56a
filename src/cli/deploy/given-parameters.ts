import { isSetting } from '../../app/deploy/is-setting.ts';
import type { Texts } from '../../app/deploy/ports.ts';
import { Fault } from '../../app/fault.ts';
import { parameterNames } from '../../app/parameter-names.ts';
import { type SettingPath, settingPaths } from '../../app/parse-settings-table.ts';
import type { ExemptionRule } from '../../app/settings.ts';
import type { LoadedSettings } from '../load-settings.ts';

const namesByPath: ReadonlyMap<string, string> = new Map(
  Object.entries(parameterNames).map(([parameter, path]) => [path, parameter]),
);

/**
 * What the person set, as parameters of the stack; what is only a default is left to the template. Throws one {@link Fault}
 * that lists every setting that the deployed form has no parameter for.
 */
export const givenParameters = (loaded: LoadedSettings, others: readonly string[]): Texts => {
  const set = settingPaths.filter((path) => loaded.origins[path]?.source !== 'default');
  const problems = [
    ...set
      .filter((path) => !namesByPath.has(path))
      .map((path) => `${path} has no parameter in the deployed form: remove it`),
    ...exemptionProblems(loaded.settings.exemptions),
  ];
  const direct = others.map(directParameter);
  problems.push(...direct.flatMap((each) => ('problem' in each ? [each.problem] : [])));
  if (problems.length > 0)
    throw new Fault(
      'settings-refused',
      ['these settings cannot be deployed:', ...problems.map((each) => `  ${each}`)].join('\n'),
    );
  return {
    ...Object.fromEntries(set.map((path) => [namesByPath.get(path) ?? path, textOf(loaded, path)])),
    ...Object.fromEntries(loaded.settings.exemptions.map(({ value }) => ['IAMExemptionGroup', value])),
    ...Object.fromEntries(direct.flatMap((each) => ('name' in each ? [[each.name, each.value]] : []))),
  };
};

const textOf = ({ values }: LoadedSettings, path: SettingPath): string => {
  const value = values[path];
  return Array.isArray(value) ? value.join(',') : String(value ?? '');
};

/** The deployed form knows one exemption group, without an end; tags, paths, accounts and OUs are for `keyturn apply`. */
const exemptionProblems = (rules: readonly ExemptionRule[]): readonly string[] => [
  ...rules
    .filter(({ by }) => by !== 'group')
    .map(
      ({ by, value }) =>
        `the exemption by ${by} ${value} has no parameter in the deployed form: use the exemption group`,
    ),
  ...rules
    .filter(({ by, until }) => by === 'group' && until !== undefined)
    .map(
      ({ value }) =>
        `the exemption of the group ${value} has an end, which the deployed form cannot keep: remove until`,
    ),
  ...(rules.filter(({ by }) => by === 'group').length > 1
    ? ['only one exemption group can be deployed: keep one']
    : []),
];

type Direct = { readonly name: string; readonly value: string } | { readonly problem: string };

const directParameter = (text: string): Direct => {
  const [name = '', ...rest] = text.split('=');
  if (rest.length === 0) return { problem: `--parameter ${text} has no value: give NAME=VALUE` };
  const value = rest.join('=');
  return isSetting(name)
    ? { problem: `--parameter ${name} is a setting: give --set ${name}=${value}` }
    : { name, value };
};
