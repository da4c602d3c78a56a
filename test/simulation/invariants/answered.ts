import type { InProcessRequest } from '../../../src/sandbox/in-process.ts';
import type { RunSpec } from '../schedule/schedule.ts';

/** What one run saw and sent, as far as invariants ask. */
export interface Answered {
  readonly run: string;
  readonly spec: RunSpec;
  /** Users, by secret name and by user name, that this run has seen to be none of its business; and why. */
  readonly forbidden: Map<string, string>;
  /** Users' ids, by name, as this run saw them last. */
  readonly userIds: Map<string, string>;
  /** Things that a run may do once: `TELL AKIA...`, `create alice`. */
  readonly sent: Set<string>;
  /** Versions it claimed with, by secret. */
  readonly claims: Map<string, string>;
  /** Writes that were carried out. */
  writes: number;
}

export interface Heard {
  readonly request: InProcessRequest;
  // biome-ignore lint/suspicious/noExplicitAny: the output of any operation.
  readonly output: any;
}
