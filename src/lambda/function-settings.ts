import { Fault } from '../app/faults/fault.ts';
import { formats } from '../app/settings/formats.ts';
import { type ParsedSettings, parseSettings } from '../app/settings/parse.ts';
import type { Settings } from '../app/settings/settings.ts';
import { parameterNames } from '../app/settings/stack-parameters.ts';
import { defaultSettings } from '../app/settings/table.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the stack decides for its functions. */
export interface FunctionSettings {
  readonly settings: Settings;
  readonly adminEmail: string;
  /** DryRunFlag: true unless the stack says False. */
  readonly isDryRun: boolean;
  readonly runBucket: string;
  /** Folder of the mail templates, with a slash at its end. */
  readonly templateFolder: string;
  readonly region: string;
}

/** Settings from the function's environment. Throws one {@link Fault} that lists everything wrong with them. */
export const functionSettings = (env: Environment): FunctionSettings => {
  const parsed = parseSettings({ flags: [], file: { name: SOURCE, values: parametersIn(env) }, environment: {} });
  const problems = [...neededIn(env), ...(parsed.ok ? [] : parsed.problems.map(problemLine))];
  if (!parsed.ok || problems.length > 0) throw refusedSettings(problems);
  const { settings, dryRun, values } = parsed;
  return {
    settings,
    adminEmail: settings.adminEmail ?? '',
    isDryRun: dryRun ?? true,
    runBucket: env.RUN_BUCKET ?? '',
    templateFolder: `${[values['templates.prefix'].replace(/^\/+|\/+$/g, ''), 'template'].filter(Boolean).join('/')}/`,
    region: env.AWS_REGION ?? '',
  };
};

/** An ARN that this function alone needs. */
export const stateMachineIn = (env: Environment): string => {
  const arn = env.STATE_MACHINE_ARN ?? '';
  if (/^arn:aws[\w-]*:states:[\w-]+:\d{12}:stateMachine:[\w-]+$/.test(arn)) return arn;
  throw refusedSettings([`STATE_MACHINE_ARN is ${JSON.stringify(arn)}: give the ARN of the stack's state machine`]);
};

/** OUs to which the runs are narrowed, which the inventory alone needs; none: the whole organization. */
export const unitsIn = ({ OrganizationalUnitIds = '' }: Environment): readonly string[] => {
  const ids = OrganizationalUnitIds.split(',').filter((id) => id !== '');
  const wrong = ids.filter((id) => !formats.ouId.pattern.test(id));
  if (wrong.length === 0) return ids;
  throw refusedSettings(
    wrong.map((id) => `OrganizationalUnitIds holds ${JSON.stringify(id)}: give ${formats.ouId.allowed}`),
  );
};

/** How many functions visit accounts at the same time, which the inventory alone needs. */
export const functionsAtATimeIn = ({ MaxConcurrency = '' }: Environment): number => {
  const count = MaxConcurrency === '' ? defaultSettings.parallelAccounts : Number(MaxConcurrency);
  if (Number.isInteger(count) && count >= 1) return count;
  throw refusedSettings([`MaxConcurrency is ${JSON.stringify(MaxConcurrency)}: give a whole number from 1 to 100`]);
};

const SOURCE = "the stack's parameters";

const parametersIn = (env: Environment): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.keys(parameterNames).flatMap((name) => {
      const value = env[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );

const neededIn = (env: Environment): readonly string[] => {
  const problems: string[] = [];
  if (!env.AdminEmailAddress) problems.push('AdminEmailAddress is missing: give the address that SES may send from');
  if (!formats.bucket.pattern.test(env.RUN_BUCKET ?? ''))
    problems.push(`RUN_BUCKET is ${JSON.stringify(env.RUN_BUCKET ?? '')}: give ${formats.bucket.allowed}`);
  if (!formats.region.pattern.test(env.AWS_REGION ?? '')) problems.push('AWS_REGION is missing: Lambda sets it');
  return problems;
};

const problemLine = ({ message, origin }: Extract<ParsedSettings, { ok: false }>['problems'][number]): string =>
  origin === undefined ? message : `${message} (from ${origin.name})`;

const refusedSettings = (problems: readonly string[]): Fault => {
  const count = problems.length === 1 ? 'a setting is wrong' : `${problems.length} settings are wrong`;
  const remedy = 'correct the parameters of the stack and update it; the functions do nothing until then';
  return new Fault('settings-refused', [`${count}:`, ...problems.map((line) => `  ${line}`)].join('\n'), { remedy });
};
