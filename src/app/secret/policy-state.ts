import { CLOCK_TOLERANCE, LONGEST_HANDOVER } from '../../core/limits.ts';
import type { PolicyState } from '../../core/observation.ts';
import { type Instant, instant, plus } from '../../core/time.ts';
import { type PolicyOwner, type PolicyShape, policyOf, secretPolicy, sids } from './policy.ts';

/** What the policy of a secret should be, as of now. */
export interface WantedPolicy {
  readonly writers: readonly string[] | undefined;
  readonly readers: readonly string[];
  readonly now: Instant;
}

/**
 * What the policy of a user's secret is, where keyturn would put one with these writers and readers. A handover that a
 * person asked for belongs to it until its end.
 */
export const policyStateOf = (
  policy: string | undefined,
  user: PolicyOwner,
  { writers, readers, now }: WantedPolicy,
): PolicyState => {
  if (isSamePolicy(policy, secretPolicy(user, writers, { readers, handover: liveHandoverIn(policy, now) })))
    return 'current';
  const handover = handoverIn(policy);
  if (handover !== undefined && isTooLong(handover.until, now)) return 'changed';
  const named = writersIn(policy);
  const form = { writers: named, readers: readersIn(policy), handover };
  if (!earlierReads.some((reads) => isSamePolicy(policy, policyOf(user, { ...form, reads })))) return 'changed';
  // Whoever names no writers cannot put others in the place of those that are named.
  return writers === undefined && named !== undefined ? 'current' : 'earlier';
};

/** BatchGetSecretValue, which AWS authorizes on no secret, was in the first form. */
const earlierReads = [
  ['secretsmanager:GetSecretValue'],
  ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
];

const isTooLong = (until: Instant, now: Instant): boolean => until > plus(now, LONGEST_HANDOVER + CLOCK_TOLERANCE);

/** The writers that a policy names in our way, whoever they are; `undefined`: it names none. */
export const writersIn = (policy: string | undefined): readonly string[] | undefined =>
  listIn(policy, sids.onlyWriters, 'ArnNotLike');

/** The roles that a policy lets read for good, in our way. */
export const readersIn = (policy: string | undefined): readonly string[] =>
  listIn(policy, sids.readers, 'ArnEquals') ?? [];

/** The handover that a policy makes in our way, though it may be over. */
export const handoverIn = (policy: string | undefined): PolicyShape['handover'] => {
  const [to, ...others] = listIn(policy, sids.handoverEnds, 'ArnEquals') ?? [];
  const end = conditionIn(policy, sids.handoverEnds, 'DateGreaterThanEquals')['aws:CurrentTime'];
  const until = typeof end === 'string' ? Date.parse(end) : Number.NaN;
  if (to === undefined || others.length > 0 || Number.isNaN(until)) return undefined;
  return { to, until: instant(until), principal: idOfGoneRole(policy) };
};

/** The handover by which a role reads now. */
export const liveHandoverIn = (policy: string | undefined, now: Instant): PolicyShape['handover'] => {
  const handover = handoverIn(policy);
  return handover === undefined || handover.until <= now || isTooLong(handover.until, now) ? undefined : handover;
};

/**
 * AWS shows a role that is gone by its id: for it the policy is the same.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 */
const idOfGoneRole = (policy: string | undefined): string | undefined => {
  const principal = statementIn(policy, sids.handoverReads).Principal;
  const named = isRecord(principal) ? principal.AWS : undefined;
  return typeof named === 'string' && /^AROA[A-Z0-9]+$/.test(named) ? named : undefined;
};

/** The policy without its denial of changes; `undefined`: it has none of ours. */
export const withoutWriters = (policy: string | undefined): string | undefined => {
  const document = parsed(policy);
  if (writersIn(policy) === undefined || !isRecord(document)) return undefined;
  const others = statementsOf(policy).filter((each) => !(isRecord(each) && each.Sid === sids.onlyWriters));
  return JSON.stringify({ ...document, Statement: others });
};

const listIn = (policy: string | undefined, sid: string, operator: string): readonly string[] | undefined => {
  const named = conditionIn(policy, sid, operator)['aws:PrincipalArn'];
  const list = typeof named === 'string' ? [named] : named;
  return Array.isArray(list) && list.every((each) => typeof each === 'string') ? list : undefined;
};

const conditionIn = (policy: string | undefined, sid: string, operator: string): Readonly<Record<string, unknown>> => {
  const condition = statementIn(policy, sid).Condition;
  const test = isRecord(condition) ? condition[operator] : undefined;
  return isRecord(test) ? test : {};
};

const statementIn = (policy: string | undefined, sid: string): Readonly<Record<string, unknown>> =>
  statementsOf(policy)
    .filter(isRecord)
    .find((each) => each.Sid === sid) ?? {};

const statementsOf = (policy: string | undefined): readonly unknown[] => {
  const document = parsed(policy);
  const statements = isRecord(document) ? document.Statement : undefined;
  return Array.isArray(statements) ? statements : [statements];
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const parsed = (policy: string | undefined): unknown => {
  try {
    return policy === undefined ? undefined : JSON.parse(policy);
  } catch {
    return undefined;
  }
};

/** True when both documents say the same; AWS may re-order keys and fold one-element lists. */
export const isSamePolicy = (a: string | undefined, b: string): boolean => {
  if (a === undefined || a === b) return a === b;
  const document = parsed(a);
  return document !== undefined && canonical(document) === canonical(JSON.parse(b));
};

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return value.length === 1 ? canonical(value[0]) : `[${value.map(canonical).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${key}:${canonical(item)}`).join()}}`;
};
