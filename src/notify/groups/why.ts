import type { Digest, Notice, PlannedStep } from '../../app/notices/digest.ts';
import type { Policy } from '../../core/policy.ts';
import { explain, type ReasonCode, reasons } from '../../core/reasons.ts';
import type { CardRow } from '../message.ts';
import { days } from '../moment.ts';

/** Codes whose words need facts that a notice or a planned step does not carry. */
const words: Partial<Record<ReasonCode, (policy: Policy) => string>> = {
  'idle-key': (policy) => `unused for ${days(policy.idleDays)} or more, while the other key of the user is in use`,
  'went-back': () => 'a person went back to the key before: AWSCURRENT of the secret names that one again',
  'own-key-in-use': () => 'the user has a newer key of its own making, and uses that',
  'unused-key': (policy) => `older than ${days(policy.rotateAfterDays)}, and never used`,
  'blocking-inactive-key': () => 'inactive, and it takes the place that a new key needs',
  'recovery-ending': () => 'replaced by the new key, and inactive',
  'key-due': (policy) => `older than the ${days(policy.rotateAfterDays)} that your organization allows`,
  forced: () => 'asked for by name',
  'grace-ending': () => 'replaced by the new key; the time to install that one is ending',
  'old-key-in-use': () => 'still in use, after the time to install the new key',
};

/** Why something happens to a key, for its owner: from a reason code, or as it was put in words already. */
export const whyRows = ({ reason }: Notice, { policy }: Pick<Digest, 'policy'>): readonly CardRow[] => [
  { label: 'Why', value: inWords(reason, policy) },
];

/** Why a dry run would have done something. */
export const whyPlanned = ({ reason, key }: PlannedStep, policy: Policy): string => inWords(reason, policy, key);

const inWords = (reason: string, policy: Policy, key = 'of this user'): string => {
  if (!isReasonCode(reason)) return reason;
  return words[reason]?.(policy) ?? explain(reason, { key });
};

const isReasonCode = (reason: string): reason is ReasonCode => Object.hasOwn(reasons, reason);
