import type { Fault } from '../../app/faults/fault.ts';
import { faultLines } from '../render/fault-lines.ts';
import type { Io } from './io.ts';
import { jsonText, lineText } from './json-text.ts';
import { styleFor } from './style.ts';

/** The one object that stdout has where a command with `--json` ended with a fault and no result. */
export interface FaultResult {
  readonly schemaVersion: 1;
  readonly fault: Pick<Fault, 'code' | 'name' | 'message' | 'remedy' | 'exitCode'>;
}

/**
 * A fault for people, on stderr. Where JSON was asked for, and none was printed yet, also as an object on stdout: what
 * reads it gets one document whatever happens. Among JSON lines it is the last one, of type `fault`.
 */
export const printFault = (io: Io, fault: Fault, { args, hasPrinted }: FaultPlace): void => {
  io.err.write(`${faultLines(styleFor(io.err, io.env), fault).join('\n')}\n`);
  const { code, name, message, remedy, exitCode } = fault;
  const result: FaultResult = { schemaVersion: 1, fault: { code, name, message, remedy, exitCode } };
  if (args.includes('--json-lines')) io.out.write(lineText({ type: 'fault', ...result }));
  else if (args.includes('--json') && !hasPrinted) io.out.write(jsonText(result));
};

interface FaultPlace {
  /** The command line, also one that could not be read. */
  readonly args: readonly string[];
  /** Something is on stdout already. */
  readonly hasPrinted: boolean;
}

/** The same terminal, which tells whether something was written to stdout. */
export const watchedIo = (io: Io): { readonly io: Io; readonly hasPrinted: () => boolean } => {
  let isWritten = false;
  const out: Io['out'] = {
    write: (text) => {
      isWritten = true;
      io.out.write(text);
    },
    get isTTY() {
      return io.out.isTTY;
    },
    get columns() {
      return io.out.columns;
    },
  };
  return { io: { ...io, out }, hasPrinted: () => isWritten };
};
