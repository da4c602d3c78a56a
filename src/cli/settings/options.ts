import { type Command, Option } from 'commander';
import { policySettings } from '../../app/settings/policy-entries.ts';
import type { SettingSources } from '../../app/settings/sources.ts';
import { defaultSettings, type SettingPath } from '../../app/settings/table.ts';

/** What plan, apply, rotate and check are given on the command line, as text. */
export interface CommonOptions {
  readonly account?: readonly string[];
  readonly ou?: readonly string[];
  readonly user?: readonly string[];
  readonly config?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly json?: boolean;
  readonly jsonLines?: boolean;
  readonly debug?: boolean;
  readonly set?: readonly string[];
  readonly [name: string]: unknown;
}

const groups = {
  scope: 'Whom (default: the whole organization):',
  shown: 'Whom to show:',
  output: 'Output:',
  aws: 'Way into AWS:',
  settings: 'Settings (each also in keyturn.yaml, and as KEYTURN_... variables):',
  policy: 'Policy:',
} as const;

const option = (flags: string, description: string, group: keyof typeof groups): Option =>
  new Option(flags, description).helpGroup(groups[group]);

const repeatable = (flags: string, description: string, group: keyof typeof groups): Option =>
  option(flags, description, group).argParser((value: string, before: readonly string[] = []) => [...before, value]);

export const accountOption = (): Option =>
  repeatable('--account <id|self>', 'only this account; self: that of your credentials (repeatable)', 'scope');

export const addScopeOptions = (command: Command): Command =>
  command
    .addOption(accountOption())
    .addOption(repeatable('--ou <id>', 'only the accounts in this OU and below (repeatable)', 'scope'))
    .addOption(repeatable('--user <name>', 'only users of this name (repeatable)', 'scope'));

export const addOutputOptions = (command: Command): Command =>
  command
    .addOption(option('--json', 'print the result as one JSON object, and nothing else', 'output'))
    .addOption(
      option(
        '--debug',
        'log each request to AWS on stderr: time, call, account, user, request id; never its contents',
        'output',
      ),
    );

const filterOptions = (): readonly Option[] => [
  option('--blocked', 'only users for whom a person is needed', 'shown'),
  repeatable('--step <step>', 'only users with this step, as ROTATE or WARN (repeatable)', 'shown'),
  option('--over <days>', 'only users with a key of so many days, or more', 'shown'),
];

/** Whom a list shows, and nothing else. */
export const addFilterOptions = (command: Command): Command => {
  for (const each of filterOptions()) command.addOption(each);
  return command;
};

/** How much a run shows of itself; its JSON is never cut, so that they are refused beside it. */
const viewOptions = (): readonly Option[] => [
  option('--all', 'show everybody: cut no list short, and list users with nothing due, too', 'shown'),
  option('--wide', 'show the whole ids of keys', 'shown'),
];

/** Of a verb that only reads: filters, too. */
export const addPlanViewOptions = (command: Command): Command =>
  addPersonsOptions(command, [...viewOptions(), ...filterOptions()]);

/** Of a verb that acts: there a filter would read as a choice of whom it acts on, and is known only to be refused. */
export const addApplyViewOptions = (command: Command): Command => {
  for (const each of filterOptions()) command.addOption(each.hideHelp());
  return addPersonsOptions(command, viewOptions());
};

const addPersonsOptions = (command: Command, options: readonly Option[]): Command => {
  for (const each of options) command.addOption(each.conflicts(['json', 'jsonLines']));
  return command;
};

export const linesOption = (): Option =>
  option(
    '--json-lines',
    'print each account and user as a line of JSON when it ends, the rest at the end',
    'output',
  ).conflicts('json');

/** Settings with a flag of their own, besides those of the policy; --set takes all others. */
const ownFlags: readonly { readonly path: string; readonly option: () => Option }[] = [
  {
    path: 'adminEmail',
    option: () => option('--admin-email <address>', 'sender of notices, verified in SES; needed by apply', 'settings'),
  },
  {
    path: 'exempt.user',
    option: () => repeatable('--exempt-user <name>', 'leave this user alone (* and ? stand for any)', 'settings'),
  },
  { path: 'exempt.group', option: () => repeatable('--exempt-group <name>', 'leave its members alone', 'settings') },
  { path: 'exempt.tag', option: () => repeatable('--exempt-tag <tag>', 'leave users with it alone', 'settings') },
  { path: 'exempt.path', option: () => repeatable('--exempt-path </path/>', 'leave users below it alone', 'settings') },
  { path: 'exempt.account', option: () => repeatable('--exempt-account <id>', 'leave its users alone', 'settings') },
  { path: 'exempt.ou', option: () => repeatable('--exempt-ou <id>', 'leave its accounts alone', 'settings') },
  { path: 'memberRole', option: () => option('--member-role <name>', 'role to assume in each account', 'settings') },
  {
    path: 'discovery',
    option: () => option('--discovery <how>', 'find users by report (default) or list', 'settings'),
  },
];

export const addSettingOptions = (command: Command): Command => {
  for (const { option: make } of ownFlags) command.addOption(make());
  return command
    .addOption(repeatable('--set <name=value>', 'any other setting, as pace.accountPercent=100', 'settings'))
    .addOption(option('--config <file>', 'settings file (default: keyturn.yaml, if there is one)', 'settings'));
};

export const addPolicyOptions = (command: Command): Command => {
  for (const [path, { meaning, allowed }] of Object.entries(policySettings)) {
    const isPeriod = allowed.includes('days');
    const value = isPeriod ? '<days>' : `<${allowed.replaceAll(' or ', '|')}>`;
    const fallback = defaultSettings[path as keyof typeof policySettings];
    command.addOption(option(`${flagOf(path)} ${value}`, `${meaning} (default: ${fallback})`, 'policy'));
  }
  return command;
};

export const addAwsOptions = (command: Command): Command =>
  command
    .addOption(option('--region <code>', 'AWS Region (default: as the AWS CLI finds it)', 'aws'))
    .addOption(option('--profile <name>', 'AWS profile (default: as the AWS CLI finds it)', 'aws'));

/** Of runs over an organization of any size. */
export const addRunOptions = (command: Command): Command => {
  addOutputOptions(addScopeOptions(command)).addOption(linesOption());
  return addPolicyOptions(addSettingOptions(addAwsOptions(command)));
};

/** The settings among the options, under the flag that gave each. */
export const flagsGiven = (options: CommonOptions): SettingSources['flags'] => {
  const paths = [...ownFlags.map(({ path }) => path), ...Object.keys(policySettings)];
  const own = paths.flatMap((path) => {
    const value = options[propertyOf(path)];
    return value === undefined ? [] : [{ flag: flagOf(path), path, value }];
  });
  const others = (options.set ?? []).map((text) => {
    const [path = '', ...value] = text.split('=');
    return { flag: `--set ${path}`, path, value: value.join('=') };
  });
  return [...own, ...others];
};

/** How the command line gives a setting: by a flag of its own, or by `--set`. */
export const onCommandLine = (path: SettingPath): string =>
  path in policySettings || ownFlags.some((each) => each.path === path) ? flagOf(path) : `--set ${path}=...`;

/** As --rotate-after-days. */
const flagOf = (path: string): string =>
  `--${path.replace('.', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Commander's name for the flag's value. */
const propertyOf = (path: string): string => path.replace(/\.(\w)/, (_, letter: string) => letter.toUpperCase());
