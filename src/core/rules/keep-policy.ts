import { RUN_LIMIT, UNDONE_OFTEN } from '../limits.ts';
import { plus } from '../time.ts';
import { nothing, type Rule, undoings, type View } from '../view.ts';

/**
 * Rule 1a: a policy that somebody changed is put back before anything else is done, also where nothing else is planned.
 * The clocks of the key that AWSCURRENT names start again, since its owner may have been kept from it.
 */
export const repairPolicy: Rule = (view) => {
  if (!isChanged(view) || isUndoneOften(view)) return undefined;
  const key = view.successor?.key.id;
  return { step: { kind: 'REPAIR_POLICY', key }, reason: 'policy-changed', facts: key === undefined ? {} : { key } };
};

/** Rule 3a: what was changed again and again is a question to a person, and no owner is told of a key that way. */
export const changedPolicy: Rule = (view) =>
  isChanged(view) && isUndoneOften(view)
    ? nothing('undone-again', { what: "the secret's resource policy", count: undoings(view, 'REPAIR_POLICY') + 1 })
    : undefined;

/**
 * A secret in which no key of ours was stored yet holds nothing to guard: the step that makes the first key puts its
 * policy.
 */
const isChanged = ({ secret }: View): boolean =>
  secret?.policy === 'changed' && [...secret.records.values()].some(({ storage }) => storage.kind === 'stored');

const isUndoneOften = (view: View): boolean => undoings(view, 'REPAIR_POLICY') + 1 >= UNDONE_OFTEN;

/**
 * Rule 1b: a policy of an earlier form is brought up to date. The owner could read all the while, and nobody else, so
 * that no clock starts again. Today's form names who may write: in one secret of an account first, and in the others
 * once that shows that keyturn itself can.
 */
export const updatePolicy: Rule = ({ secret, observation }) =>
  secret?.policy === 'earlier' && observation.policyUpdates !== 'wait'
    ? { step: { kind: 'UPDATE_POLICY' }, reason: 'policy-earlier', facts: {} }
    : undefined;

/**
 * Rule 1c: where others of the account wait for it, a later run than the one that put today's policy writes to its
 * secret, which shows that keyturn can.
 */
export const proveWriter: Rule = ({ secret, observation, now }) => {
  if (secret === undefined || secret.policy !== 'current' || observation.policyUpdates === 'shown') return undefined;
  const { writer } = secret;
  if (writer === 'open' || writer === 'shown') return undefined;
  if (writer !== 'unnoted' && now < plus(writer, RUN_LIMIT)) return undefined;
  return { step: { kind: 'NOTE_WRITER' }, reason: 'writer-unproven', facts: {} };
};
