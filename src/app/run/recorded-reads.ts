import type { Observation } from '../../core/observation.ts';
import { recordOfOurRead } from '../../core/recorded-use.ts';
import type { Instant } from '../../core/time.ts';
import type { RecordedReads } from '../results/result.ts';

/** So many new keys without any date are no accident. */
const TELLING = 20;

/** What is said of IAM's record of uses in a run: nothing, where it tells of one read of ours or of too few keys. */
export const recordedReadsRemarks = ({ dated, dateless }: RecordedReads): readonly string[] =>
  dated > 0 || dateless < TELLING
    ? []
    : [
        `IAM tells no use of any of ${dateless} new keys, all of which keyturn read a secret with: this partition does not record that read; \`datelessKeys\` says what an old key without a last-use date counts as`,
      ];

/** The reads with one more user's counted. */
export const addRead = (reads: RecordedReads, seen: Observation, now: Instant): RecordedReads => {
  const record = recordOfOurRead(seen, now);
  return record === undefined ? reads : { ...reads, [record]: reads[record] + 1 };
};

/** What several parts of a run saw, each of other users. An earlier version of keyturn left nothing of it. */
export const sumOfReads = (parts: readonly { readonly recordedReads?: RecordedReads }[]): RecordedReads => ({
  dated: parts.reduce((sum, { recordedReads }) => sum + (recordedReads?.dated ?? 0), 0),
  dateless: parts.reduce((sum, { recordedReads }) => sum + (recordedReads?.dateless ?? 0), 0),
});
