import { SECOND } from '../../core/time.ts';
import { untilSeen } from '../execute/until-seen.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import type { ProbeContext } from './probe-context.ts';
import { asExpected, otherwise, type ProbeSeen } from './probe-row.ts';

/** When a read showed what was written, by the very loop that a run waits with. */
export interface ShownAfter<T> {
  /** The last answer; `undefined`: AWS found no such secret all the while. */
  readonly answer: T | undefined;
  /** Whole seconds since the write, rounded up; 0: the first answer showed it; `undefined`: not within a minute. */
  readonly seconds: number | undefined;
}

/** Reads until an answer shows what was written; Ctrl-C ends the pauses. */
export const shownAfter = async <T>(
  { clock, signal }: Pick<ProbeContext, 'clock' | 'signal'>,
  read: () => Promise<T>,
  isShown: (answer: T) => boolean,
): Promise<ShownAfter<T>> => {
  const writtenAt = clock.now();
  let reads = 0;
  const counted = (): Promise<T> => {
    reads += 1;
    return read();
  };
  const interruptible = { now: clock.now, sleep: (ms: number) => clock.sleep(ms, signal) };
  const answer = await untilSeen(
    { clock: interruptible, deadline: undefined },
    { read: counted, isSeen: isShown },
  ).catch((error: unknown) => {
    if (isAwsFault(error, 'missing')) return undefined;
    throw error;
  });
  if (answer === undefined || !isShown(answer)) return { answer, seconds: undefined };
  return { answer, seconds: reads === 1 ? 0 : Math.ceil((clock.now() - writtenAt) / SECOND) };
};

/** Of a read that each step relies on. */
export const lagSeen = ({ seconds }: ShownAfter<unknown>): ProbeSeen => {
  if (seconds === 0) return asExpected('shown at once');
  if (seconds === undefined)
    return otherwise('apply-fails', NOT_SHOWN, 'a step gives up after a minute: no key would be made');
  return otherwise(
    'differs',
    `shown within ${seconds} s, not at once`,
    `each step waits so long for what it wrote; it gives up after a minute`,
  );
};

/** Of a list, which is looked at live before anything is done. */
export const listLagSeen = ({ seconds }: ShownAfter<unknown>): ProbeSeen =>
  seconds === undefined
    ? otherwise('differs', NOT_SHOWN, 'AWS says that it may take five minutes; each secret is looked at live anyway')
    : asExpected(seconds === 0 ? 'shown at once' : `shown within ${seconds} s`);

const NOT_SHOWN = 'not shown within a minute';
