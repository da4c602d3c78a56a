import { AwsError } from '../../call.ts';

/** The asked duration in seconds, if it lies in the range that STS's model gives. */
export const checkDuration = (asked: number | undefined, fallback: number, most: number): number => {
  const seconds = asked ?? fallback;
  if (Number.isInteger(seconds) && seconds >= 900 && seconds <= most) return seconds;
  const constraint = seconds < 900 ? 'greater than or equal to 900' : `less than or equal to ${most}`;
  throw validation(
    `Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${constraint}`,
  );
};

export const validation = (detail: string): AwsError =>
  new AwsError('ValidationError', `1 validation error detected: ${detail}`, 400);
