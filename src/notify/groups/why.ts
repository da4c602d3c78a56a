import type { Notice } from '../../app/digest.ts';
import type { Policy } from '../../core/policy.ts';
import { explain, type ReasonCode, reasons } from '../../core/reasons.ts';
import { days } from '../moment.ts';

/** Codes whose words need facts that a notice does not carry. */
const words: Partial<Record<ReasonCode, (policy: Policy) => string>> = {
  'idle-key': (policy) => `unused for ${days(policy.idleDays)} or more, while the other key of the user is in use`,
  'unused-key': (policy) => `older than ${days(policy.rotateAfterDays)}, and never used`,
  'blocking-inactive-key': () => 'inactive, and it takes the place that a new key needs',
  'recovery-ending': () => 'replaced by the new key, and inactive',
};

/** Why a key ends, for its owner: from a reason code, or as it was put in words already. */
export const why = ({ reason }: Notice, policy: Policy): string => {
  if (!isReasonCode(reason)) return reason;
  return words[reason]?.(policy) ?? explain(reason, {});
};

const isReasonCode = (reason: string): reason is ReasonCode => Object.hasOwn(reasons, reason);
