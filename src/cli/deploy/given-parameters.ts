import { isSetting } from '../../app/deploy/is-setting.ts';
import type { Texts } from '../../app/deploy/package-file.ts';
import { Fault } from '../../app/faults/fault.ts';
import type { ExemptionRule } from '../../app/settings/settings.ts';
import { parameterNames } from '../../app/settings/stack-parameters.ts';
import { type SettingPath, settingPaths } from '../../app/settings/table.ts';
import type { LoadedSettings } from '../settings/load-settings.ts';

const namesByPath: ReadonlyMap<string, string> = new Map(
  Object.entries(parameterNames).map(([parameter, path]) => [path, parameter]),
);

/**
 * What the person set, as parameters of the stack; what is only a default is left to the template. Throws one {@link
 * Fault} that lists every setting that the deployed form has no parameter for.
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
    ...exemptionParameters(loaded.settings.exemptions),
    ...Object.fromEntries(direct.flatMap((each) => ('name' in each ? [[each.name, each.value]] : []))),
  };
};

const textOf = ({ values }: LoadedSettings, path: SettingPath): string => {
  const value = values[path];
  return Array.isArray(value) ? value.join(',') : String(value ?? '');
};

/** Room that the template gives to the parameter. */
const MOST_LETTERS = 1_500;

/** The member role may look into one group. */
const exemptionProblems = (rules: readonly ExemptionRule[]): readonly string[] => {
  const groups = rules.filter(({ by }) => by === 'group');
  const { Exemptions = '' } = exemptionParameters(rules);
  return [
    ...(groups.length > 1 ? [`only one exemption group can be deployed: keep one of ${listOf(groups)}`] : []),
    ...(Exemptions.length > MOST_LETTERS
      ? [
          `the exemptions take ${Exemptions.length} letters as JSON, and a parameter holds ${MOST_LETTERS}: shorten reasons, or use the group`,
        ]
      : []),
  ];
};

const listOf = (rules: readonly ExemptionRule[]): string => rules.map(({ value }) => value).join(', ');

/**
 * A group and accounts have parameters of their own; whatever says more, or matches otherwise, goes as it was written.
 */
const exemptionParameters = (rules: readonly ExemptionRule[]): Texts => {
  if (rules.length === 0) return {};
  const isPlain = ({ reason, approver, until }: ExemptionRule) =>
    [reason, approver, until].every((each) => each === undefined);
  const accounts = rules.filter((rule) => rule.by === 'account' && isPlain(rule));
  const further = rules.filter((rule) => !isPlain(rule) || (rule.by !== 'group' && rule.by !== 'account'));
  const items = further.map(({ by, value, ...more }) => ({ [by]: value, ...more }));
  const groups = rules.filter(({ by }) => by === 'group');
  return {
    ...(accounts.length === 0 ? {} : { ExemptAccounts: accounts.map(({ value }) => value).join(',') }),
    // With the group also where it is empty: an end that was taken out of the file must not stay in the stack.
    ...(items.length > 0 || groups.length > 0 ? { Exemptions: items.length === 0 ? '' : JSON.stringify(items) } : {}),
    ...Object.fromEntries(groups.map(({ value }) => ['IAMExemptionGroup', value])),
  };
};

type Direct = { readonly name: string; readonly value: string } | { readonly problem: string };

const directParameter = (text: string): Direct => {
  const [name = '', ...rest] = text.split('=');
  if (rest.length === 0) return { problem: `--parameter ${text} has no value: give NAME=VALUE` };
  const value = rest.join('=');
  return isSetting(name) && value !== ''
    ? { problem: `--parameter ${name} is a setting: give --set ${name}=${value}` }
    : { name, value };
};
