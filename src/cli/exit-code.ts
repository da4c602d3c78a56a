import type { ExitCode } from '../app/faults/fault-table.ts';
import type { RunResult, Summary } from '../app/results/result.ts';

/**
 * How a process that ran this ends. Failures count before findings: an incomplete plan must not pass for "nothing due".
 */
export const exitCodeOf = (
  result: RunResult,
  options: { readonly isInterrupted: boolean; readonly isCheck?: boolean; readonly isForced?: boolean },
): ExitCode => {
  if (options.isInterrupted) return 130;
  const { failed, accountsFailed } = result.summary;
  if (result.incomplete || failed > 0 || accountsFailed > 0) return 3;
  if (options.isForced && result.summary.rotated === 0) return 4;
  return options.isCheck && isSomethingDue(result.summary) ? 1 : 0;
};

/** Somebody on whom apply would act today. */
const isSomethingDue = ({ due, rotated, deactivated, deleted }: Summary): boolean =>
  due + rotated + deactivated + deleted > 0;
