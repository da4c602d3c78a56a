import type { WriterProof } from '../../core/observation.ts';
import type { Instant } from '../../core/time.ts';
import { decodeInstant, encodeInstant, tagKeys } from './tags.ts';
import { writersDigest } from './writers.ts';

/**
 * That a policy with these writers was put, and when; or that keyturn can write under it. Nothing where none is named.
 */
export const writerTag = (
  writers: readonly string[] | undefined,
  since: Instant | 'shown',
): Readonly<Record<string, string>> =>
  writers === undefined
    ? {}
    : { [tagKeys.writers]: `${writersDigest(writers)} ${since === 'shown' ? since : encodeInstant(since)}` };

/** That AWS did not take a policy with these writers, and when: no proof of anything. */
export const refusalTag = (writers: readonly string[], at: Instant): Readonly<Record<string, string>> => ({
  [tagKeys.writers]: `${writersDigest(writers)} refused ${encodeInstant(at)}`,
});

/** When AWS last did not take a policy with these writers. */
export const refusedAt = (writers: readonly string[], tags: Readonly<Record<string, string>>): Instant | undefined => {
  const [digest, word, at] = tags[tagKeys.writers]?.split(' ') ?? [];
  return digest === writersDigest(writers) && word === 'refused' ? decodeInstant(at) : undefined;
};

/** What the tags say of these writers; of others they say nothing. */
export const writerNoted = (
  writers: readonly string[],
  tags: Readonly<Record<string, string>>,
): Exclude<WriterProof, 'open'> => {
  const [digest, since] = tags[tagKeys.writers]?.split(' ') ?? [];
  if (digest !== writersDigest(writers)) return 'unnoted';
  return since === 'shown' ? since : (decodeInstant(since) ?? 'unnoted');
};
