import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes, Undoable } from '../../core/observation.ts';
import type { Step } from '../../core/step.ts';
import { undoings } from '../../core/view.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { UserSnapshot } from '../observe/observe-user.ts';
import { notesIn, registerOf } from '../observe/secret-of.ts';
import { keyOfLabel } from '../secret/labels.ts';
import { noteTags, tagKeys } from '../secret/tags.ts';
import { encodeUndone, undoneAgain } from '../secret/undone.ts';
import type { RequestFence } from './request-fence.ts';

/** One step in hand: what was seen, what is to be done, and the right to do it. */
export interface StepContext<K extends Step['kind'] = Step['kind']> {
  readonly context: AccountContext;
  /** The look that permits the step: taken under our claim. */
  readonly snapshot: UserSnapshot;
  readonly step: Extract<Step, { kind: K }>;
  readonly fence: RequestFence;
  /** A key was made, deactivated or deleted, or may have been. */
  readonly onActed: () => void;
}

/** Sends the one request that decides a step: only where AWS definitely refused it, nothing was done. */
export const decide = async <T>({ onActed }: Pick<StepContext, 'onActed'>, request: Promise<T>): Promise<T> => {
  try {
    const answer = await request;
    onActed();
    return answer;
  } catch (error) {
    if (isDoubtful(error)) onActed();
    throw error;
  }
};

/** Anything but a refusal of AWS leaves open whether a request was carried out. */
const isDoubtful = (error: unknown): boolean => !isAwsFault(error) || error.kind === 'doubtful';

/**
 * Writes what is noted of one key, with other tags of the secret in the same request. Returns all that is noted now.
 */
export const note = async (
  { context, snapshot, fence }: Pick<StepContext, 'context' | 'snapshot' | 'fence'>,
  key: AccessKeyId,
  change: NotesChange,
  besides: Readonly<Record<string, string>> = {},
): Promise<Notes> => {
  const facts = Object.keys(change) as (keyof Notes)[];
  const notes = withChange(notesIn(snapshot, key), change);
  const tags = { ...noteTags(key, notes, facts), ...besides };
  await context.session.secretStore.tag(registerOf(snapshot).arn, tags, fence.now());
  return notes;
};

/** Facts to write; `undefined` takes one away. */
export type NotesChange = { readonly [F in keyof Notes]: Notes[F] | undefined };

/** The tag that counts one more undoing of a step of ours. */
export const undoingTag = (
  { context, snapshot }: Pick<StepContext, 'context' | 'snapshot'>,
  what: Undoable,
): Readonly<Record<string, string>> => {
  const { secret } = snapshot.observation;
  const now = context.clock.now();
  const count = undoings({ secret, now }, what) + 1;
  return { [tagKeys.undone]: encodeUndone(undoneAgain(secret?.undone ?? new Map(), what, { count, at: now })) };
};

const withChange = (notes: Notes, change: NotesChange): Notes =>
  Object.fromEntries(Object.entries({ ...notes, ...change }).filter(([, value]) => value !== undefined));

/** Takes off every label that speaks of a key that is gone, and the tags with its notes. */
export const forget = async (
  { context, snapshot, fence }: Pick<StepContext, 'context' | 'snapshot' | 'fence'>,
  key: AccessKeyId,
): Promise<void> => {
  const { arn, versions, tags } = registerOf(snapshot);
  const { secretStore } = context.session;
  for (const version of versions)
    for (const label of version.labels)
      if (keyOfLabel(label) === key)
        await secretStore.moveLabel({ arn, label, from: version.id, to: undefined }, fence.now());
  const noted = [tagKeys.life(key), tagKeys.mail(key)].filter((tag) => tags[tag] !== undefined);
  if (noted.length > 0) await secretStore.untag(arn, noted, fence.now());
};
