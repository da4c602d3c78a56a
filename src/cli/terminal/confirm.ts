import { Fault } from '../../app/faults/fault.ts';
import type { Io } from './io.ts';

/** `undefined`: yes, go ahead. Otherwise the exit code of a process that changed nothing. */
export const confirm = async (io: Io, question: string): Promise<number | undefined> => {
  refuseSilence(io);
  const answer = await io.ask?.(question);
  if (answer === 'yes') return undefined;
  io.err.write('Nothing was changed.\n');
  return answer === 'interrupted' || io.signal.aborted ? 130 : 0;
};

/** Throws before any work is done for a question that nobody can answer. */
export const refuseSilence = ({ ask }: Io): void => {
  if (ask === undefined)
    throw new Fault('answer-missing', 'this asks before it changes anything, and there is no terminal to answer');
};
