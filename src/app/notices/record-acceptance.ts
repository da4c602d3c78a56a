import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes } from '../../core/observation.ts';
import { type Instant, latest } from '../../core/time.ts';
import { createRequestFence } from '../execute/request-fence.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';

import type { Clock } from '../ports/clock.ts';
import type { AccountSession } from '../ports/sts.ts';
import { noteTags } from '../secret/tags.ts';
import type { Notice } from './digest.ts';

/** Where the mails about a key are noted, and all that is noted of it so far. */
export interface MailRecord {
  readonly arn: string;
  readonly key: AccessKeyId;
  readonly notes: Notes;
}

export interface RecordParts {
  readonly session: Pick<AccountSession, 'secretStore'>;
  readonly clock: Clock;
  readonly deadline: Instant | undefined;
}

/** What the acceptance of each kind of notice is noted as. */
export const acceptedAs = { TELL: 'toldAt', WARN: 'warnedAt', ANNOUNCE: 'announcedAt', REMIND: 'remindedAt' } as const;

/**
 * Notes on the user's secret that the mail service accepted a notice at this time; from then on its owner counts as
 * told. The tries are over with it. Returns why the secret could not be tagged, or `undefined`.
 */
export const recordAcceptance = (
  parts: RecordParts,
  record: MailRecord,
  accepted: { readonly kind: Notice['kind']; readonly at: Instant },
): Promise<string | undefined> => recordMail(parts, { ...record, notes: acceptedNotes(record.notes, accepted) });

/** An acceptance never counts from before its try, whatever the clock that named it says. */
const acceptedNotes = (
  { tries: _, lastTryAt, ...rest }: Notes,
  { kind, at }: { readonly kind: Notice['kind']; readonly at: Instant },
): Notes => ({ ...rest, [acceptedAs[kind]]: lastTryAt === undefined ? at : latest(lastTryAt, at) });

/**
 * Writes the tag of a key's mails: without a claim, and nothing else of the key. Returns why it could not, or
 * `undefined`.
 */
export const recordMail = async (
  { session, clock, deadline }: RecordParts,
  { arn, key, notes }: MailRecord,
): Promise<string | undefined> => {
  try {
    const fence = createRequestFence({ clock, deadline, claimedAt: undefined, observedAt: clock.now() });
    await session.secretStore.tag(arn, noteTags(key, notes, ['toldAt']), fence.now());
    return undefined;
  } catch (error) {
    if (isAwsFault(error) || error instanceof WorkStopped) return error.message;
    throw error;
  }
};
