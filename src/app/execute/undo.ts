import type { Notes } from '../../core/observation.ts';
import { isBackUntold } from '../../core/rules/tell-owner.ts';
import type { Undo } from '../../core/undo.ts';
import { holderOf } from '../observe/observe-user.ts';
import { notesIn, registerOf } from '../observe/secret-of.ts';
import { labels } from '../secret/labels.ts';
import { versionIds } from '../secret/version-ids.ts';
import { moveCurrent } from './promote.ts';
import { noteReactivation } from './settle.ts';
import { note, type StepContext, undoingTag } from './step-context.ts';

type UndoContext = Pick<StepContext, 'context' | 'snapshot' | 'fence'>;

/** Takes back what a person asked for. Returns what is noted of the key that is back; its owner is not told yet. */
export const carryOutUndo = (undoContext: UndoContext, undo: Undo): Promise<Notes> =>
  undo.kind === 'REACTIVATE' ? reactivate(undoContext, undo) : goBack(undoContext, undo);

/**
 * Whoever dies in between leaves an active key that is noted as inactive: the next run takes that for a re-activation,
 * notes it and tells it. So a key of which nothing is noted is noted first.
 */
const reactivate = async (undoContext: UndoContext, { key }: Extract<Undo, { kind: 'REACTIVATE' }>): Promise<Notes> => {
  const { context, snapshot, fence } = undoContext;
  if (notesIn(snapshot, key).inactiveSince === undefined)
    await note(undoContext, key, { inactiveSince: context.clock.now() });
  await context.session.users.activate(snapshot.user.name, key, fence.observed());
  return noteReactivation(undoContext, key, { isTold: true });
};

/**
 * The label comes first: from then on nobody promotes the newer key again. Then what is noted, so that the owner is
 * told though the worker dies as soon as AWSCURRENT has moved. Each part is left out that an earlier try did.
 */
const goBack = async (undoContext: UndoContext, undo: Extract<Undo, { kind: 'GO_BACK' }>): Promise<Notes> => {
  const { context, snapshot, fence } = undoContext;
  const { arn, versions } = registerOf(snapshot);
  const { key, from } = undo;
  const label = labels.undone(from);
  if (holderOf(versions, label) === undefined)
    await context.session.secretStore.moveLabel(
      { arn, label, from: undefined, to: versionIds.storage(from) },
      fence.now(),
    );
  const notes = isNoted(undoContext, undo) ? notesIn(snapshot, key) : await noteBack(undoContext, undo);
  if (holderOf(versions, labels.current) !== versionIds.storage(key))
    await moveCurrent(undoContext, versionIds.storage(key));
  return notes;
};

/** By an earlier try, which did not come to tell it. */
const isNoted = ({ snapshot }: UndoContext, { key, from }: Extract<Undo, { kind: 'GO_BACK' }>): boolean => {
  const record = snapshot.observation.secret?.records.get(from);
  const notes = notesIn(snapshot, key);
  return record?.isUndone === true && notes.reactivatedAt !== undefined && isBackUntold(notes, record);
};

/** A warning that was about the key as an old one is void. How often new keys are undone is counted. */
const noteBack = (undoContext: UndoContext, { key }: Extract<Undo, { kind: 'GO_BACK' }>): Promise<Notes> => {
  const gone = { warned: undefined, announced: undefined, remindedAt: undefined, tries: undefined };
  const change = { ...gone, lastTryAt: undefined, reactivatedAt: undoContext.context.clock.now() };
  return note(undoContext, key, change, undoingTag(undoContext, 'ROTATE'));
};
