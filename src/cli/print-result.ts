import type { RunResult } from '../app/result.ts';
import type { Policy } from '../core/policy.ts';
import type { Io, Sink } from './io.ts';
import { summaryLines } from './render/summary-lines.ts';
import { styleFor } from './style.ts';

/** The result for people, or exactly as it is for programs. */
export const printResult = (io: Io, result: RunResult, options: { policy: Policy; isJson: boolean }): void => {
  if (options.isJson) io.out.write(`${JSON.stringify(result, undefined, 2)}\n`);
  else printSummary(io, result, { policy: options.policy, sink: io.out });
};

export const printSummary = (io: Io, result: RunResult, options: { policy: Policy; sink: Sink }): void => {
  const lines = summaryLines(styleFor(options.sink, io.env), result, options.policy);
  options.sink.write(`${lines.join('\n')}\n`);
};
