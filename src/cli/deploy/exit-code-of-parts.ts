import type { PartResult } from '../../app/deploy/step.ts';
import type { ExitCode } from '../../app/faults/fault-table.ts';

/** A person who says no is no failure; an account that was left out is one. */
export const exitCodeOfParts = (parts: readonly PartResult[], signal: AbortSignal): ExitCode => {
  if (signal.aborted || parts.some(({ outcome }) => outcome === 'interrupted')) return 130;
  return parts.some(({ outcome }) => outcome === 'incomplete') ? 3 : 0;
};
