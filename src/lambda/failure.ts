import { isAwsFault } from '../app/faults/aws-fault.ts';
import { Fault } from '../app/faults/fault.ts';
import { endpointUnreachable, Unreachable } from '../app/faults/unreachable.ts';
import { redact } from '../aws/client/redact.ts';

/** What may be said of a failure in a log: never the input that led to it. */
export interface FunctionFailure {
  readonly code: string;
  readonly message: string;
  /** Places in the code, for what has no name. */
  readonly at?: readonly string[];
  /** What the caller is given, as `errorType` and `errorMessage`. */
  readonly thrown: Error;
}

/** Names a failure. What has no name may quote anything in its message, and says only what sort it is and where. */
export const failureOf = (error: unknown): FunctionFailure => {
  if (error instanceof Fault) return ofFault(error);
  if (error instanceof Unreachable) return ofFault(endpointUnreachable(error));
  if (isAwsFault(error)) return { code: error.code, message: error.message, thrown: error };
  const message = wordsOf(error);
  const thrown = new Fault('unexpected', message, { remedy: "see the function's log" });
  return { code: thrown.code, message, at: framesOf(error), thrown };
};

const ofFault = (fault: Fault): FunctionFailure => {
  const { name, code, message, remedy, cause } = fault;
  // Its lines quote the event, which its sender knows and a log must not hold.
  const told = name === 'event-invalid' ? 'the event is refused; its sender was told why' : message;
  return { code, message: told, thrown: new Fault(name, `${message}\n${remedy}`, { remedy, cause }) };
};

/** Messages of keyturn's own defects hold no input; those of Node and of libraries may. */
const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'something that is not an error was thrown';
  return error.constructor === Error ? redact(error.message).slice(0, 300) : error.name;
};

const framesOf = (error: unknown): readonly string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => /^ {4}at /.test(line))
        .slice(0, 8)
        .map((line) => line.trim().slice(0, 200))
    : [];
