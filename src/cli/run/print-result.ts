import type { RunResult } from '../../app/results/result.ts';
import type { Policy } from '../../core/policy.ts';
import type { ListView } from '../list/list-view.ts';
import { summaryLines } from '../render/summary-lines.ts';
import type { CommonOptions } from '../settings/options.ts';
import type { Io, Sink } from '../terminal/io.ts';
import { jsonText, lineText } from '../terminal/json-text.ts';
import { styleFor } from '../terminal/style.ts';

interface PrintOptions {
  readonly policy: Policy;
  /** Whom people are shown; programs get everybody. */
  readonly view?: ListView;
}

/** The result for people, or exactly as it is for programs; of one that was streamed, what the lines did not hold. */
export const printResult = (
  io: Io,
  result: RunResult,
  { output, ...options }: PrintOptions & { readonly output: Pick<CommonOptions, 'json' | 'jsonLines'> },
): void => {
  const { accounts: _, users: __, ...rest } = result;
  if (output.jsonLines) io.out.write(lineText({ type: 'run', ...rest }));
  else if (output.json) io.out.write(jsonText(result));
  else printSummary(io, result, { ...options, sink: io.out });
};

export const printSummary = (io: Io, result: RunResult, options: PrintOptions & { readonly sink: Sink }): void => {
  const lines = summaryLines(styleFor(options.sink, io.env), result, options);
  options.sink.write(`${lines.join('\n')}\n`);
};
