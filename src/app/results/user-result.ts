import { explain, type Facts, type ReasonCode, remedyFor, toneOf } from '../../core/reasons.ts';
import type { StepKind } from '../../core/step.ts';
import { type Instant, wholeDays } from '../../core/time.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { Planned } from '../observe/plan-user.ts';
import { isLate, isOverdue } from './overdue.ts';
import type { KeyResult, UserOutcome, UserResult } from './result.ts';
import type { UserRecord } from './user-record.ts';

/** The user's line in the result; `undefined` for one with nothing to say. */
export const resultOf = (context: AccountContext, record: UserRecord): UserResult | undefined => {
  const { planned, failure } = record;
  const { main, outcome } = sentenceOf(context, record);
  if (outcome === undefined) return undefined;
  const isFailed = outcome === 'failed' && record.failureRemedy !== undefined;
  const remedy = isFailed ? record.failureRemedy : remedyOf(outcome, main, planned?.options.forced ?? false);
  const until = main?.until === undefined ? undefined : new Date(main.until).toISOString();
  return {
    account: context.account.id,
    user: record.name,
    step: main?.kind ?? 'NOTHING',
    reason: outcome === 'failed' ? (record.failureCode ?? 'internal') : (main?.reason ?? 'fresh'),
    message: failure ?? (main ? wordsOf(record, main) : ''),
    ...(remedy ? { remedy } : {}),
    ...(until === undefined ? {} : { until }),
    outcome,
    keys: keysOf(context, planned),
  };
};

/** True for a line that tells of a wait that nobody asked about. */
export const isWait = ({ outcome, remedy }: UserResult): boolean => outcome === 'waiting' && remedy === undefined;

/** What a line is about. */
interface Matter {
  readonly kind: StepKind;
  readonly reason: ReasonCode;
  readonly facts: Facts;
  readonly until?: Instant | undefined;
}

/** Steps in the order of their weight: what a person wants to read first. */
const weight: readonly StepKind[] = [
  'ROTATE',
  'PROMOTE',
  'DELETE',
  'DEACTIVATE',
  'TELL',
  'WARN',
  'ANNOUNCE',
  'TELL_DEACTIVATED',
  'TELL_REACTIVATED',
  'REMIND',
  'ASK',
];

const sentenceOf = (
  context: AccountContext,
  record: UserRecord,
): { readonly main: Matter | undefined; readonly outcome: UserOutcome | undefined } => {
  const { planned } = record;
  const plan = planned && matterOf(planned);
  const answer = planned?.options.forced ? withoutNewKey(record, plan) : undefined;
  if (answer !== undefined) return answer;
  const main = heaviest(record) ?? (plan && toneOf(plan.reason) === 'blocked' ? plan : (record.done.at(-1) ?? plan));
  return { main, outcome: lateOutcome(context, record, plainOutcome(context, record, main)) };
};

const matterOf = ({ plan: { step, reason, facts, until } }: Planned): Matter => ({
  kind: step.kind,
  reason,
  facts,
  until,
});

/** None where all that was done is bookkeeping, which hides no question to a person. */
const heaviest = ({ done }: UserRecord): Matter | undefined =>
  weight.flatMap((kind) => done.filter((step) => step.kind === kind))[0];

const plainOutcome = (
  context: AccountContext,
  { outcome, done, planned }: UserRecord,
  main: Matter | undefined,
): UserOutcome | undefined => {
  if (outcome !== undefined) return outcome;
  if (main === undefined || planned === undefined) return done.length > 0 ? 'done' : undefined;
  // A mail that asks is sent, and a person is still needed.
  if (toneOf(main.reason) === 'blocked') return 'blocked';
  if (done.length > 0) return 'done';
  return toneOf(main.reason) === 'wait' && isOverdue(context, planned) ? 'waiting' : undefined;
};

/** A key that is days over its date, and neither got a successor nor has a date for one, is a question to a person. */
const lateOutcome = (
  context: AccountContext,
  { planned, done }: UserRecord,
  outcome: UserOutcome | undefined,
): UserOutcome | undefined => {
  const isOpen = outcome === 'busy' || outcome === 'changed' || (outcome === 'waiting' && planned && !hasDate(planned));
  return isOpen && planned && isLate(context, { planned, done }) ? 'blocked' : outcome;
};

const dateless: ReadonlySet<ReasonCode> = new Set(['busy', 'verifying', 'waiting-given-up']);
const hasDate = ({ plan }: Planned): boolean => !dateless.has(plan.reason);

/** Why a person who asked for a new key got none; no other step passes for it. */
const withoutNewKey = (
  { done, outcome, planned }: UserRecord,
  plan: Matter | undefined,
): ReturnType<typeof sentenceOf> | undefined => {
  const isMade = done.some(({ kind }) => kind === 'ROTATE' || kind === 'PROMOTE');
  const isPlanned = outcome === 'planned' && (plan?.kind === 'ROTATE' || plan?.kind === 'PROMOTE');
  if (isMade || isPlanned || plan === undefined || planned === undefined) return undefined;
  if (outcome !== undefined && outcome !== 'planned') return { main: plan, outcome };
  const freed = done.find(({ kind }) => kind === 'DELETE');
  if (freed) return { main: { kind: 'DELETE', reason: 'slot-freed', facts: freed.facts }, outcome: 'blocked' };
  if (plan.kind !== 'NOTHING') return undefined;
  return { main: plan, outcome: toneOf(plan.reason) === 'wait' ? 'waiting' : 'blocked' };
};

/** What a person who asked for a new key can do where keyturn itself needs nobody. */
const askAgain: Partial<Record<ReasonCode, string>> = {
  exempt: 'end the exemption in the settings, and ask again',
  'account-not-active': 'ask again when the account is active',
  'no-keys': 'nothing: a user without a key has none to replace',
  'no-active-key': 'if the user is to work again, re-activate the key that it needs, and ask again',
};

const LATE =
  'look at the lines of this user in the last runs (`--debug` tells each request); ask for the key by name with `keyturn rotate`';

const remedyOf = (outcome: UserOutcome, main: Matter | undefined, isForced: boolean): string | undefined => {
  if (main === undefined) return undefined;
  const remedy = remedyFor(main.reason, main.facts);
  if (outcome === 'blocked') return remedy ?? askAgain[main.reason] ?? LATE;
  if (outcome === 'waiting' && isForced) return 'ask again at the date that `until` names';
  return remedy;
};

const wordsOf = ({ outcome }: UserRecord, { reason, facts }: Matter): string => {
  const words = explain(reason, facts);
  if (outcome === 'changed') return `a second look disagreed with the first, and nothing was done: ${words}`;
  if (outcome === 'busy') return `another worker was at it: ${words}`;
  return words;
};

const keysOf = ({ clock }: AccountContext, planned: Planned | undefined): readonly KeyResult[] =>
  (planned?.snapshot.observation.keys ?? []).map((key) => ({
    id: key.id,
    status: key.status,
    ageDays: wholeDays(key.createdAt, clock.now()),
    lastUsedDays: key.lastUsedAt === undefined ? null : wholeDays(key.lastUsedAt, clock.now()),
  }));
