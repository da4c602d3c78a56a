import type { AccessKeyId, Key } from './keys.ts';
import type { KeyRecord, Observation } from './observation.ts';
import type { Policy } from './policy.ts';
import { type Refused, refused, whyLeftAlone } from './refused.ts';
import { isBackUntold, reactivationToldAt, undoneBeside } from './rules/tell-owner.ts';
import { endOf, type Instant, latest } from './time.ts';
import { notesOf, recordOf, type View, viewOf } from './view.ts';

/** What a person may take back of what keyturn did to one user's keys. */
export type Undo =
  | {
      readonly kind: 'REACTIVATE';
      readonly key: AccessKeyId;
      /** `deletion`: its owner was told already that the key is deleted. */
      readonly undoes: 'deactivation' | 'deletion';
      /** When the key is deleted at the earliest, and can be brought back no more; `undefined`: it is active. */
      readonly until: Instant | undefined;
      /** When it is deactivated again at the earliest. */
      readonly againFrom: Instant;
    }
  /** AWSCURRENT goes from one key back to the key that it replaced. */
  | { readonly kind: 'GO_BACK'; readonly undoes: 'promotion'; readonly key: AccessKeyId; readonly from: AccessKeyId };

/**
 * The latest step that can be undone for this user: the end of a key, else a promotion. What an interrupted undo left
 * comes before anything further is undone. Pure: the same facts give the same answer.
 */
export const undoFor = (observation: Observation, policy: Policy, now: Instant): Undo | Refused => {
  const view = viewOf(observation, policy, now);
  return whyLeftAlone(view, LEFT_ALONE) ?? reactivation(view) ?? unfinished(view) ?? goingBack(view);
};

/** True when both take back the very same thing: a second look must confirm the first. */
export const isSameUndo = (a: Undo, b: Undo | Refused): boolean =>
  a.kind === b.kind && a.key === b.key && fromOf(a) === fromOf(b);

const fromOf = (undo: Undo): AccessKeyId | undefined => (undo.kind === 'GO_BACK' ? undo.from : undefined);

const BY_HAND = 'if the key is to work all the same, re-activate it by hand: aws iam update-access-key --status Active';

const LEFT_ALONE = {
  nothingYet: 'nothing to undo: keyturn has done nothing to the keys of this user',
  byHand: BY_HAND,
};

/** A key that is off comes back, the one that was noted last; only a key that had an owner. */
const reactivation = (view: View): Undo | Refused | undefined => {
  const inactive = view.keys.filter(({ status }) => status === 'Inactive');
  const [key] = inactive.filter((each) => isOff(view, each)).toSorted((a, b) => offSince(view, b) - offSince(view, a));
  if (key !== undefined) return back(view, key);
  const [other] = inactive;
  if (other === undefined) return undefined;
  return isUnowned(view, other)
    ? refused(
        `key ${other.id} is one that keyturn gave up: it never had an owner, and nobody was told of it`,
        'leave it: it is deleted soon, and a new key is made',
      )
    : refused(`keyturn did not deactivate key ${other.id}: whoever did knows why`, BY_HAND);
};

/** Deactivated by keyturn, noted as inactive, or replaced: then it is about to be noted. */
const isOff = (view: View, key: Key): boolean => {
  const { inactiveSince, deactivatedAt } = notesOf(view, key);
  const isNoted = inactiveSince !== undefined || deactivatedAt !== undefined;
  return !isUnowned(view, key) && (isNoted || view.predecessors.includes(key));
};

const isUnowned = (view: View, { id }: Key): boolean => {
  const record = recordOf(view, id);
  return record?.verdict.kind === 'abandoned' || record?.storage.kind === 'tombstone';
};

const offSince = (view: View, key: Key): number => notesOf(view, key).inactiveSince ?? view.now;

const back = (view: View, key: Key): Undo => {
  const { announced, inactiveSince } = notesOf(view, key);
  const { recoveryGraceDays, installGraceDays } = view.policy;
  const isOver = announced !== undefined && announced.at >= (inactiveSince ?? view.now);
  const end = endOf(inactiveSince ?? view.now, recoveryGraceDays);
  return {
    kind: 'REACTIVATE',
    key: key.id,
    undoes: isOver ? 'deletion' : 'deactivation',
    until: key.status === 'Active' ? undefined : latest(end, isOver ? announced.on : end),
    againFrom: endOf(view.now, installGraceDays),
  };
};

/** What an undo before this one did, and did not note, or tell the owner: it ends before another begins. */
const unfinished = (view: View): Undo | undefined => {
  const { secret, successor } = view;
  const from = secret && undoneBeside(secret);
  const current = view.keys.find(({ id }) => id === secret?.current);
  if (from && current && view.keys.some(({ id }) => id === from.id) && isBackUntold(notesOf(view, current), from))
    return { kind: 'GO_BACK', undoes: 'promotion', key: current.id, from: from.id };
  if (successor?.record.isUndone) return undefined;
  const key = view.active.find((each) => !isUnowned(view, each) && isBackUnsettled(view, each));
  return key && back(view, key);
};

/** Active, though it is noted as inactive, or though its owner was not told that it is active again. */
const isBackUnsettled = (view: View, key: Key): boolean => {
  const notes = notesOf(view, key);
  return notes.inactiveSince !== undefined || (notes.reactivatedAt !== undefined && !reactivationToldAt(notes));
};

const goingBack = ({ successor, keys, secret }: View): Undo | Refused => {
  const replaces = successor?.record.replaces;
  const old = keys.find(({ id }) => id === replaces);
  if (successor === undefined || old === undefined)
    return refused(
      'nothing to undo: no key of this user is inactive, and none was replaced that still exists (a deleted key cannot be brought back)',
      'have the applications take the key from the secret; `keyturn rotate` makes another',
    );
  if (!isGoodCopy(secret?.records.get(old.id)))
    return refused(
      `key ${successor.key.id} was the first that keyturn made: before it the secret held no key to go back to`,
      `key ${old.id} still works, and applications that use it go on; to keep it, exempt the user (docs/operations.md)`,
    );
  return { kind: 'GO_BACK', undoes: 'promotion', key: old.id, from: successor.key.id };
};

/** The secret holds this very key, and it has worked once. */
const isGoodCopy = (record: KeyRecord | undefined): boolean =>
  record?.storage.kind === 'stored' && record.verdict.kind === 'verified';
