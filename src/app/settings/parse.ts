import { problemsOf } from '../../core/policy.ts';
import { policyOf, settingsOf } from './assemble.ts';
import { parseExemptions } from './exemptions.ts';
import { policySettings } from './policy-entries.ts';
import type { Settings } from './settings.ts';
import { collectValues, type GivenValue, type Origin, type SettingProblem, type SettingSources } from './sources.ts';
import { defaultSettings, type SettingPath, type SettingValues, settingEntries, settingPaths } from './table.ts';

export type ParsedSettings =
  | {
      readonly ok: true;
      readonly settings: Settings;
      /** What was said about it, if anything: whoever runs decides what silence means. */
      readonly dryRun: boolean | undefined;
      /** Every setting under its path, for `--show-settings`. */
      readonly values: SettingValues;
      readonly origins: Readonly<Record<string, Origin>>;
    }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] };

/**
 * Settings from flags, file and environment, in that order. Nothing unknown, malformed or contradictory passes: every
 * problem is listed at once. `apply` also needs an adminEmail, and refuses a dry run.
 */
export const parseSettings = (sources: SettingSources, purpose: 'plan' | 'apply' = 'plan'): ParsedSettings => {
  const { given, problems: unknown } = collectValues(sources);
  const exemptions = parseExemptions(given);
  const checked = checkEach(given);
  const origins = originsOf(given);
  const contradictions = contradictionsOf({ ...checked, purpose, origins });
  const problems = [...unknown, ...checked.problems, ...exemptions.problems, ...contradictions];
  if (problems.length > 0) return { ok: false, problems };
  const { values } = checked;
  return { ok: true, settings: settingsOf(values, exemptions.rules), dryRun: values.dryRun, values, origins };
};

interface Checked {
  /** Wrong values are replaced by the default, so that the rest can be checked too. */
  readonly values: SettingValues;
  readonly problems: readonly SettingProblem[];
}

const checkEach = (given: readonly GivenValue[]): Checked => {
  const values: Record<string, unknown> = { ...defaultSettings };
  const problems: SettingProblem[] = [];
  for (const path of settingPaths) {
    const [first, ...others] = given.filter((value) => value.path === path);
    if (first === undefined) continue;
    const parsed = settingEntries[path].schema.safeParse(first.value ?? null);
    if (parsed.success) values[path] = parsed.data;
    else problems.push({ ...first, message: refusal(first) });
    const twin = others.find((other) => other.origin.source === first.origin.source && other.value !== first.value);
    if (twin !== undefined)
      problems.push({ ...twin, message: `${path} is also given as ${first.origin.name}: keep one` });
  }
  return { values: values as SettingValues, problems };
};

const refusal = ({ path, value }: GivenValue): string =>
  `${path} is ${JSON.stringify(value ?? null)}: give ${settingEntries[path as SettingPath].allowed}`;

const originsOf = (given: readonly GivenValue[]): Record<string, Origin> => {
  const all = [...settingPaths, 'exemptions'].map((path): [string, Origin] => {
    const first = given.find(
      (value) => value.path === path || (path === 'exemptions' && value.path.startsWith('exempt.')),
    );
    return [path, first?.origin ?? { source: 'default', name: 'default' }];
  });
  return Object.fromEntries(all);
};

const contradictionsOf = (
  checked: Checked & { readonly purpose: 'plan' | 'apply'; readonly origins: Readonly<Record<string, Origin>> },
): SettingProblem[] => {
  const { values, problems, purpose, origins } = checked;
  const isWrong = (path: string): boolean => problems.some((problem) => problem.path === path);
  const problem = (path: SettingPath, message: string): SettingProblem => {
    const origin = origins[path];
    return { path, value: values[path], origin: origin?.source === 'default' ? undefined : origin, message };
  };
  const found: SettingProblem[] = [];
  if (!Object.keys(policySettings).some(isWrong)) {
    found.push(...problemsOf(policyOf(values)).map(({ setting, message }) => problem(setting, message)));
    const age = values.rotateAfterDays + values.installGraceDays;
    if (values.inactivePeriod !== undefined && values.inactivePeriod !== age)
      found.push(
        problem(
          'inactivePeriod',
          `inactivePeriod (InactivePeriod) is ${values.inactivePeriod}, but rotateAfterDays + installGraceDays is ${age}: remove it, or make it ${age}`,
        ),
      );
  }
  found.push(...againstCentral(values, isWrong).map(([path, message]) => problem(path, message)));
  if (purpose === 'apply')
    found.push(...againstApply(values, isWrong).map(([path, message]) => problem(path, message)));
  return found;
};

/** A secret in another account is read by both policies, and under a key that may serve other accounts. */
const againstCentral = (values: SettingValues, isWrong: (path: string) => boolean): [SettingPath, string][] => {
  if (!values.storeSecretsInCentralAccount) return [];
  const found: [SettingPath, string][] = [];
  if (values.grant === 'resource-policy')
    found.push([
      'grant',
      'grant is "resource-policy", and storeSecretsInCentralAccount is true: a user reads a secret of another account by a policy of his own as well; leave grant out',
    ]);
  if (!isWrong('kmsKey') && (values.kmsKey === undefined || values.kmsKey.startsWith('alias/aws/')))
    found.push([
      'kmsKey',
      `kmsKey is ${JSON.stringify(values.kmsKey ?? null)}, and storeSecretsInCentralAccount is true: AWS's own key serves no other account; give a KMS key of your own, whose policy lets the users of the organization decrypt (docs/deploy.md, "Secrets in one account")`,
    ]);
  return found;
};

const againstApply = (values: SettingValues, isWrong: (path: string) => boolean): [SettingPath, string][] => {
  const found: [SettingPath, string][] = [];
  if (values.adminEmail === undefined && !isWrong('adminEmail'))
    found.push([
      'adminEmail',
      'adminEmail is missing: give --admin-email, the sender of notices that SES may send from',
    ]);
  if (values.dryRun === true)
    found.push(['dryRun', 'dryRun is true: apply would change things; use `keyturn plan`, or set dryRun: false']);
  return found;
};
