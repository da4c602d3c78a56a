import type { DateAhead } from '../../core/dates-ahead.ts';
import { LEASE } from '../../core/limits.ts';
import type { Exemption, SecretState } from '../../core/observation.ts';
import type { AskedRule, ExplainedPlan } from '../../core/plan.ts';
import { defaultPolicy, type Policy } from '../../core/policy.ts';
import type { OwnerSeen } from '../notices/owner-seen.ts';
import type { UserSnapshot } from '../observe/observe-user.ts';
import type { Account } from '../ports/organizations.ts';
import { isoOf } from '../results/iso-moment.ts';
import type { RunResult, UserResult } from '../results/result.ts';
import { policySettings } from '../settings/policy-entries.ts';
import { type ExplainedKey, explainedKeys } from './explained-key.ts';
import { type ExplainedStep, ownStep, stepOf } from './explained-step.ts';

/** The one object that `explain --json` prints. Changes to it raise `schemaVersion`. Moments are ISO 8601, UTC. */
export interface ExplainResult {
  readonly schemaVersion: 1;
  readonly runId: string;
  /** When the user was looked at. */
  readonly at: string;
  readonly account: Pick<Account, 'id' | 'name'>;
  readonly user: {
    readonly name: string;
    readonly id: string;
    readonly arn: string;
    readonly path: string;
    /** The tag `keyturn:hold` is on the user. */
    readonly isHeld: boolean;
  };
  readonly owner: ExplainedOwner;
  readonly exemption?: Partial<Exemption>;
  /** Oldest first. */
  readonly keys: readonly ExplainedKey[];
  /** Absent where the user has none yet. */
  readonly secret?: ExplainedSecret;
  readonly plan: ExplainedStep;
  /** Why the account as a whole was not planned for; then `plan` is what the user's own facts say. */
  readonly accountError?: { readonly message: string; readonly remedy?: string };
  /** In the order in which they are asked, up to the one that decided. */
  readonly rules: readonly ExplainedRule[];
  /** The earliest first; each is "not before". */
  readonly dates: readonly (Omit<DateAhead, 'at'> & { readonly at: string })[];
  /** The periods, and what differs from its default. */
  readonly policy: readonly { readonly setting: string; readonly value: string | number; readonly from: string }[];
  readonly incomplete: boolean;
  readonly remarks: readonly string[];
}

/** `run`: what a plan of the whole account made of it. */
export interface ExplainedRule extends Pick<AskedRule, 'asks' | 'answer'> {
  readonly name: AskedRule['name'] | 'run';
}

/** Who is told, and of what he was told. */
export interface ExplainedOwner {
  /** Empty: nobody is known whom to tell. */
  readonly addresses: readonly string[];
  readonly from: OwnerSeen['from'];
  /** Why no address comes from a tag of the user. */
  readonly whyNotTag?: string;
  /** When the mail service accepted the mail about the key in AWSCURRENT. */
  readonly toldAt?: string;
}

export interface ExplainedSecret extends Pick<SecretState, 'name' | 'arn' | 'policy' | 'claim' | 'isFull'> {
  readonly region: string;
  /** The key in AWSCURRENT; `placeholder` before the first, `unknown` where it is none that keyturn can name. */
  readonly current: string;
  readonly hold?: string;
  readonly claimedUntil?: string;
  readonly deletionAt?: string;
  readonly replicas?: string;
  /** How often in a row a new key could not be verified. */
  readonly givenUp?: number;
  /** How often in a row AWS denied a new key. */
  readonly denied?: number;
}

/** What a look at one user and a plan of him led to. */
export interface Explanation {
  readonly runId: string;
  readonly account: Pick<Account, 'id' | 'name'>;
  readonly snapshot: UserSnapshot;
  readonly explained: ExplainedPlan;
  readonly dates: readonly DateAhead[];
  readonly owner: OwnerSeen;
  readonly region: string;
  readonly claimedAt: number | undefined;
  readonly planned: RunResult;
  readonly policy: Policy;
  readonly origins: Readonly<Record<string, string>>;
  readonly remarks: readonly string[];
}

export const explainResultOf = (explanation: Explanation): ExplainResult => {
  const { runId, account, snapshot, explained, planned, dates } = explanation;
  const { observation, user } = snapshot;
  const { exemption } = observation;
  const line = lineOf(explanation);
  const accountError = errorOf(explanation);
  return {
    schemaVersion: 1,
    runId,
    at: isoOf(observation.at),
    account: { id: account.id, name: account.name },
    user: { name: user.name, id: user.id, arn: user.arn, path: user.path, isHeld: observation.user.isHeld },
    owner: ownerWith(explanation),
    ...(exemption === undefined ? {} : { exemption: withoutUndefined(exemption) }),
    keys: explainedKeys(observation, explanation.policy),
    ...(observation.secret === undefined ? {} : { secret: secretWith(explanation, observation.secret) }),
    plan: line === undefined ? ownStep(explained) : stepOf(line, explained),
    ...(accountError === undefined ? {} : { accountError }),
    rules: line === undefined || line.reason === explained.plan.reason ? explained.asked : [...explained.asked, ofRun],
    dates: dates.map((date) => ({ ...date, at: isoOf(date.at) })),
    policy: policyRows(explanation),
    incomplete: planned.incomplete,
    remarks: [...new Set([...explanation.remarks, ...planned.remarks])],
  };
};

const ofRun: ExplainedRule = {
  name: 'run',
  asks: "does today's share of the account, its breaker, or a look that failed say otherwise?",
  answer: 'changed',
};

const isAbout = ({ account, snapshot: { user } }: Explanation, line: UserResult): boolean =>
  line.account === account.id && line.user === user.name;

const lineOf = (explanation: Explanation): UserResult | undefined => {
  const { users, waiting } = explanation.planned;
  return [...users, ...waiting].find((line) => isAbout(explanation, line));
};

/** An account that is left alone is no error. */
const errorOf = ({ planned, account }: Explanation): ExplainResult['accountError'] => {
  const seen = planned.accounts.find(({ id }) => id === account.id);
  if (seen?.error === undefined || seen.outcome === 'skipped') return undefined;
  return { message: seen.error, ...(seen.remedy === undefined ? {} : { remedy: seen.remedy }) };
};

const ownerWith = ({ owner, snapshot: { observation } }: Explanation): ExplainedOwner => {
  const { secret } = observation;
  const toldAt = [...(secret?.records.values() ?? [])].find(({ id }) => id === secret?.current)?.notes.toldAt;
  return {
    addresses: owner.addresses,
    from: owner.from,
    ...(owner.whyNotTag === undefined ? {} : { whyNotTag: owner.whyNotTag }),
    ...(toldAt === undefined ? {} : { toldAt: isoOf(toldAt) }),
  };
};

const secretWith = ({ region, claimedAt }: Explanation, secret: SecretState): ExplainedSecret => {
  const { name, arn, policy, claim, isFull, current, hold, deletionAt, replicas, givenUp, denied } = secret;
  return {
    name,
    arn,
    region,
    current,
    policy,
    ...(hold === undefined ? {} : { hold }),
    claim,
    ...(claim !== 'busy' || claimedAt === undefined ? {} : { claimedUntil: isoOf(claimedAt + LEASE) }),
    ...(deletionAt === undefined ? {} : { deletionAt: isoOf(deletionAt) }),
    ...(replicas === undefined ? {} : { replicas }),
    ...(givenUp === undefined ? {} : { givenUp: givenUp.count }),
    ...(denied === undefined ? {} : { denied: denied.count }),
    isFull,
  };
};

const policyRows = ({ policy, origins }: Explanation): ExplainResult['policy'] =>
  (Object.keys(policySettings) as (keyof Policy)[]).flatMap((setting) => {
    const value = policy[setting];
    const isShown = typeof value === 'number' || value !== defaultPolicy[setting];
    return isShown ? [{ setting, value, from: origins[setting] ?? 'default' }] : [];
  });

const withoutUndefined = (exemption: Exemption): Partial<Exemption> =>
  Object.fromEntries(Object.entries(exemption).filter(([, value]) => value !== undefined));
