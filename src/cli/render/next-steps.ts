import type { RunResult } from '../../app/results/result.ts';
import { type Policy, periodToStayUnder } from '../../core/policy.ts';
import type { Style } from '../terminal/style.ts';
import { wrapped } from './wrap.ts';

/** What auditors ask for: Security Hub IAM.3, and the CIS benchmark. */
const AUDITORS_DAYS = 90;

/** What a person would want to do now. */
export const nextSteps = (style: Style, result: RunResult, policy: Policy): string[] => {
  const steps = [...todo(result, policy), ...(result.mode === 'plan' ? auditLines(policy) : [])];
  return steps.length === 0
    ? []
    : ['', ...steps.flatMap((step) => wrapped(style, style.cyan(style.symbols.arrow), step))];
};

const todo = ({ mode, summary, incomplete }: RunResult, policy: Policy): string[] => {
  const acts = summary.rotated + summary.deactivated + summary.deleted + summary.warned + summary.told;
  if (incomplete && mode === 'plan')
    return ['`keyturn apply` would do what is listed. Mend what is not finished to see the rest.'];
  if (incomplete) return ['Mend what is not finished, and run the command again: it resumes by itself.'];
  if (mode === 'plan')
    return acts > 0 ? ['`keyturn apply` does this. Nothing was changed now.'] : ['Nothing to do now.'];
  if (summary.rotated > 0)
    return [
      `Run \`keyturn apply\` once a day. Owners have ${policy.installGraceDays} days to install the new key; the old keys work meanwhile.`,
    ];
  return acts > 0 ? ['Run `keyturn apply` once a day.'] : ['Nothing was due. Run `keyturn apply` once a day.'];
};

const auditLines = (policy: Policy): string[] => {
  const period = periodToStayUnder(AUDITORS_DAYS, policy);
  if (policy.rotateAfterDays <= period || period < 1) return [];
  const oldest = policy.rotateAfterDays + policy.installGraceDays;
  const longer = policy.retirement === 'when-quiet' ? ', and longer while they are used' : '';
  return [
    `Old keys stay active to day ${oldest} of their life${longer}. With --rotate-after-days ${period}, owners who install in time keep every active key under ${AUDITORS_DAYS} days, as Security Hub IAM.3 asks.`,
  ];
};
