import type { RunTicket } from './documents.ts';

/**
 * The run bucket: what one step of a run leaves for the next, as JSON texts under keys of `keys.ts`. What lies below
 * the run's own folder bears its seal; to read what does not throws a Fault. Other folders of runs stay closed.
 */
export interface RunStore {
  write(key: string, text: string): Promise<void>;
  /** `undefined`: there is no such object. */
  read(key: string): Promise<string | undefined>;
  /** Page by page. */
  keys(prefix: string): AsyncIterable<readonly string[]>;
  /** What lies right below the prefix as a folder, as `runs/20260601-1a2b3c4d/`; page by page. */
  folders(prefix: string): AsyncIterable<readonly string[]>;
}

/** The engine that carries a run from step to step: a Step Functions state machine. */
export interface StateMachine {
  /** The run that goes on, or ended, under this name, as it was started; `undefined`: there is none. */
  find(name: string): Promise<{ readonly executionArn: string; readonly run: RunTicket } | undefined>;
  /** Starting twice under one name starts once, and gives the same ARN. */
  start(name: string, input: { readonly run: RunTicket }): Promise<{ readonly executionArn: string }>;
}
