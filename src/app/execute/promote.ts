import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes } from '../../core/observation.ts';
import { isSuccessorLost } from '../../core/rules/rotate.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import { currentVersion, holderOf } from '../observe/observe-user.ts';
import { notesIn, registerOf } from '../observe/secret-of.ts';
import { labels } from '../secret/labels.ts';
import { noteTags, tagKeys, triedNotes } from '../secret/tags.ts';
import { versionIds } from '../secret/version-ids.ts';
import { type StepContext, undoingTag } from './step-context.ts';
import { untilSeen } from './until-seen.ts';

/**
 * Moves AWSCURRENT to a verified key by compare-and-swap, notes the moment, and settles the promotion. `isTellingNext`:
 * the owner is mailed next, and the try is noted here already.
 */
export const promote = async (
  stepContext: Pick<StepContext, 'context' | 'snapshot' | 'fence'>,
  key: AccessKeyId,
  { isTellingNext }: { readonly isTellingNext: boolean },
): Promise<Notes> => {
  const { context, snapshot, fence } = stepContext;
  const { arn, tags } = registerOf(snapshot);
  const { secretStore } = context.session;
  const version = versionIds.storage(key);
  await moveCurrent(stepContext, version);
  const now = context.clock.now();
  const promoted = { ...notesIn(snapshot, key), promotedAt: now };
  const notes = isTellingNext ? triedNotes(promoted, now) : promoted;
  const { secret, keys } = snapshot.observation;
  const undone = isSuccessorLost({ secret, keys }) ? undoingTag(stepContext, 'ROTATE') : {};
  await secretStore.tag(
    arn,
    { ...noteTags(key, notes, isTellingNext ? ['promotedAt', 'lastTryAt'] : ['promotedAt']), ...undone },
    fence.now(),
  );
  const failed = [tagKeys.givenUp, tagKeys.denied].filter((tag) => tags[tag] !== undefined);
  if (failed.length > 0) await secretStore.untag(arn, failed, fence.now());
  await secretStore.moveLabel({ arn, label: labels.pending(key), from: version, to: undefined }, fence.now());
  return notes;
};

/** Moves AWSCURRENT to this version, from where it was seen: fails where somebody else moved it since. */
export const moveCurrent = async (
  { context, snapshot, fence }: Pick<StepContext, 'context' | 'snapshot' | 'fence'>,
  to: string,
): Promise<void> => {
  const { arn } = registerOf(snapshot);
  const { secretStore } = context.session;
  const from = currentVersion(snapshot);
  try {
    await secretStore.moveLabel({ arn, label: labels.current, from, to }, fence.observed());
  } catch (error) {
    if (!isAwsFault(error, 'invalid', 'doubtful')) throw error;
    // The answer may have been lost after the move: AWS tells where the label is, though perhaps late.
    const versions = await untilSeen(context, {
      read: () => secretStore.versions(arn),
      isSeen: (answer) => holderOf(answer, labels.current) !== from,
    });
    if (holderOf(versions, labels.current) !== to)
      throw isAwsFault(error, 'doubtful')
        ? error
        : new WorkStopped('contradiction', 'AWSCURRENT was moved by somebody else');
  }
};
