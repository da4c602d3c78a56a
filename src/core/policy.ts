/** What an organization has decided about its keys. All periods are whole days. */
export interface Policy {
  /** Age at which an active key gets a successor. */
  readonly rotateAfterDays: number;
  /** From "promoted, verified and its owner told" to the deactivation of the old key. */
  readonly installGraceDays: number;
  /** From deactivation to deletion: while it lasts, the key can be restored. */
  readonly recoveryGraceDays: number;
  /** Lead time of warnings and announcements. */
  readonly warnDays: number;
  /** A key with a recorded use within this many days is in use. */
  readonly quietDays: number;
  /** A key unused for this many days may be retired by `twoKeys: retire-idle`. */
  readonly idleDays: number;
  /** `when-quiet`: a key in use is never deactivated. `on-schedule`: 90/100/110 to the day. */
  readonly retirement: 'when-quiet' | 'on-schedule';
  /** What to do with a due user whose two slots both hold keys that keyturn did not create. */
  readonly twoKeys: 'retire-idle' | 'report';
  /** What to do with an inactive key that keyturn did not create. */
  readonly inactiveKeys: 'delete-when-blocking' | 'report' | 'delete';
  /** What to do with a due key that was never used. */
  readonly unusedKeys: 'rotate' | 'retire';
  /**
   * What a key without a last-use date is taken for, where nothing shows that IAM records the uses of its user's keys:
   * `ask`: a person is asked, and the key stays; `quiet`: it counts as unused.
   */
  readonly datelessKeys: 'ask' | 'quiet';
}

export const defaultPolicy: Policy = {
  rotateAfterDays: 90,
  installGraceDays: 10,
  recoveryGraceDays: 10,
  warnDays: 7,
  quietDays: 14,
  idleDays: 90,
  retirement: 'when-quiet',
  twoKeys: 'retire-idle',
  inactiveKeys: 'delete-when-blocking',
  unusedKeys: 'rotate',
  datelessKeys: 'ask',
};

/** One thing wrong with a policy, in words that name the value, what is allowed, and what to do. */
export interface PolicyProblem {
  readonly setting: keyof Policy;
  readonly message: string;
}

const periods = [
  'rotateAfterDays',
  'installGraceDays',
  'recoveryGraceDays',
  'warnDays',
  'quietDays',
  'idleDays',
] as const satisfies readonly (keyof Policy)[];

/** No key should be meant to live for more than ten years: a larger number is a typing error. */
const LONGEST_PERIOD = 3650;

/** Every problem of a policy at once; an empty list means it may be used. */
export const problemsOf = (policy: Policy): readonly PolicyProblem[] => {
  const malformed = periods.flatMap((setting) => periodProblem(setting, policy[setting]));
  return malformed.length > 0 ? malformed : contradictions(policy);
};

const periodProblem = (setting: (typeof periods)[number], value: number): PolicyProblem[] =>
  Number.isInteger(value) && value >= 1 && value <= LONGEST_PERIOD
    ? []
    : [{ setting, message: `${setting} is ${value}: give a whole number of days from 1 to ${LONGEST_PERIOD}` }];

const contradictions = (policy: Policy): readonly PolicyProblem[] => {
  const { rotateAfterDays, installGraceDays, recoveryGraceDays, warnDays, quietDays } = policy;
  const problems: PolicyProblem[] = [];
  const cycle = installGraceDays + recoveryGraceDays;
  if (rotateAfterDays <= cycle)
    problems.push({
      setting: 'rotateAfterDays',
      message: `rotateAfterDays is ${rotateAfterDays}, not more than installGraceDays + recoveryGraceDays (${cycle}): a cycle would begin before the last one ends; raise it or shorten the graces`,
    });
  if (rotateAfterDays <= quietDays)
    problems.push({
      setting: 'quietDays',
      message: `quietDays is ${quietDays}, not less than rotateAfterDays (${rotateAfterDays}): an old key could never be found quiet before the next is due; lower it`,
    });
  for (const grace of ['installGraceDays', 'recoveryGraceDays'] as const)
    if (warnDays > policy[grace])
      problems.push({
        setting: 'warnDays',
        message: `warnDays is ${warnDays}, more than ${grace} (${policy[grace]}): a warning would come too late to be one; lower it or raise ${grace}`,
      });
  return problems;
};

/**
 * The rotation period that keeps every active key younger than `limitDays` as auditors count (Security Hub IAM.3,
 * CIS "rotated every 90 days or less"), for owners who install within the grace: the old key stays active through the
 * grace, then until it is quiet, and through the warning. A daily run is up to a day late for each of the two waits.
 */
export const periodToStayUnder = (limitDays: number, policy: Policy): number => {
  const { installGraceDays, quietDays, warnDays, retirement } = policy;
  const untilQuiet = retirement === 'when-quiet' ? quietDays + DAILY_RUNS_LATE : 0;
  return limitDays - installGraceDays - untilQuiet - warnDays;
};

const DAILY_RUNS_LATE = 2;
