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

/** The acceptance of one notice: what it said, and when. */
export type AcceptedNotice = Pick<Notice, 'kind'> &
  Partial<Pick<Notice, 'on' | 'isUnlessUsed'>> & { readonly at: Instant };

/** When a notice of this kind was last accepted, by the notes of its key. */
export const acceptedAt = (notes: Notes, kind: Notice['kind']): Instant | undefined => {
  const name = acceptedAs[kind];
  const noted = name && notes[name];
  return typeof noted === 'object' ? noted.at : noted;
};

/** What the acceptance of each kind of notice is noted as. */
const acceptedAs = {
  TELL: 'toldAt',
  WARN: 'warned',
  ANNOUNCE: 'announced',
  REMIND: 'remindedAt',
  TELL_DEACTIVATED: 'deactivationToldAt',
  TELL_REACTIVATED: 'reactivationToldAt',
  // Nothing waits for it.
  TELL_HANDOVER: undefined,
  ASK: 'askedAt',
} as const satisfies Record<Notice['kind'], keyof Notes | undefined>;

/**
 * Notes on the user's secret that the mail service accepted a notice at this time; from then on its owner counts as
 * told. The tries are over with it. Returns why the secret could not be tagged, or `undefined`.
 */
export const recordAcceptance = async (
  parts: RecordParts,
  record: MailRecord,
  accepted: AcceptedNotice,
): Promise<string | undefined> => {
  const name = acceptedAs[accepted.kind];
  return name && recordMail(parts, { ...record, notes: acceptedNotes(record.notes, accepted, name) });
};

/** An acceptance never counts from before its try, whatever the clock that named it says. */
const acceptedNotes = ({ tries: _, lastTryAt, ...rest }: Notes, accepted: AcceptedNotice, name: keyof Notes): Notes => {
  const at = lastTryAt === undefined ? accepted.at : latest(lastTryAt, accepted.at);
  const { kind, isUnlessUsed = false, on = at } = accepted;
  return { ...rest, [name]: kind === 'WARN' || kind === 'ANNOUNCE' ? { at, on, isUnlessUsed } : at };
};

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
