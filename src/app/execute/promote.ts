import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes } from '../../core/observation.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { Stop } from '../faults/stop.ts';
import { currentVersion, holderOf } from '../observe/observe-user.ts';
import { notesIn, registerOf } from '../observe/secret-of.ts';
import { labels } from '../secret/labels.ts';
import { noteTags, tagKeys, triedNotes } from '../secret/tags.ts';
import { versionIds } from '../secret/version-ids.ts';
import type { Act } from './step-context.ts';

/**
 * Moves AWSCURRENT to a verified key by compare-and-swap, notes the moment, and settles the promotion. `isTellingNext`: the
 * owner is mailed next, and the try is noted here already.
 */
export const promote = async (
  act: Pick<Act, 'place' | 'sight' | 'hand'>,
  key: AccessKeyId,
  { isTellingNext }: { readonly isTellingNext: boolean },
): Promise<Notes> => {
  const { place, sight, hand } = act;
  const { arn, tags } = registerOf(sight);
  const { vault } = place.session;
  const version = versionIds.fate(key);
  await swapCurrent(act, version);
  const now = place.clock.now();
  const promoted = { ...notesIn(sight, key), promotedAt: now };
  const notes = isTellingNext ? triedNotes(promoted, now) : promoted;
  await vault.tag(
    arn,
    noteTags(key, notes, isTellingNext ? ['promotedAt', 'lastTryAt'] : ['promotedAt']),
    hand.check(),
  );
  if (tags[tagKeys.givenUp] !== undefined) await vault.untag(arn, [tagKeys.givenUp], hand.check());
  await vault.moveLabel({ arn, label: labels.pending(key), from: version, to: undefined }, hand.check());
  return notes;
};

const swapCurrent = async (
  { place, sight, hand }: Pick<Act, 'place' | 'sight' | 'hand'>,
  to: string,
): Promise<void> => {
  const { arn } = registerOf(sight);
  const { vault } = place.session;
  try {
    await vault.moveLabel({ arn, label: labels.current, from: currentVersion(sight), to }, hand.decide());
  } catch (error) {
    if (!isAwsFault(error, 'invalid', 'doubtful')) throw error;
    // The answer may have been lost after the move: AWS tells where the label is.
    if (holderOf(await vault.versions(arn), labels.current) !== to)
      throw isAwsFault(error, 'doubtful') ? error : new Stop('contradiction', 'AWSCURRENT was moved by somebody else');
  }
};
