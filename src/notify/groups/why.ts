import type { Notice, PlannedStep } from '../../app/notices/digest.ts';
import type { Policy } from '../../core/policy.ts';
import { explain, type ReasonCode, reasons } from '../../core/reasons.ts';
import { days } from '../moment.ts';

/** Codes whose words need facts that a notice or a planned step does not carry. */
const words: Partial<Record<ReasonCode, (policy: Policy) => string>> = {
  'idle-key': (policy) => `unused for ${days(policy.idleDays)} or more, while the other key of the user is in use`,
  'unused-key': (policy) => `older than ${days(policy.rotateAfterDays)}, and never used`,
  'blocking-inactive-key': () => 'inactive, and it takes the place that a new key needs',
  'recovery-ending': () => 'replaced by the new key, and inactive',
  'key-due': (policy) => `older than the ${days(policy.rotateAfterDays)} that your organization allows`,
  forced: () => 'asked for by name',
  'grace-ending': () => 'replaced by the new key; the time to install that one is ending',
  'old-key-in-use': () => 'still in use, after the time to install the new key',
};

/** Why a key ends, for its owner: from a reason code, or as it was put in words already. */
export const why = ({ reason }: Notice, policy: Policy): string => inWords(reason, policy);

/** Why a dry run would have done something. */
export const whyPlanned = ({ reason, key }: PlannedStep, policy: Policy): string => inWords(reason, policy, key);

const inWords = (reason: string, policy: Policy, key = 'of this user'): string => {
  if (!isReasonCode(reason)) return reason;
  return words[reason]?.(policy) ?? explain(reason, { key });
};

const isReasonCode = (reason: string): reason is ReasonCode => Object.hasOwn(reasons, reason);
