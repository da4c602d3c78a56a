import { isAwsFault } from '../../app/faults/aws-fault.ts';
import type { Inspection } from '../../aws/check/inspection.ts';
import { type Finding, ok, warning } from './finding.ts';

const SUBJECT = 'Lambda';

/**
 * Whether the functions of a deployment, so many at a time, find a place in the account's quota. It
 * is 1,000 by default, and much lower in new accounts
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). What finds none is tried again for hours,
 * so that this is a warning.
 */
export const checkFunctionConcurrency = async (inspection: Inspection, functionsAtATime: number): Promise<Finding> => {
  try {
    const quota = await inspection.functionConcurrency();
    const words = `${quota} executions at once, and the deployment needs up to ${functionsAtATime}`;
    if (functionsAtATime <= quota) return ok(SUBJECT, words);
    return warning(SUBJECT, `${words}: visits wait for a place, and alarms of throttles are raised`, remedyFor(quota));
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    return warning(SUBJECT, error.message, 'allow lambda:GetAccountSettings, if you deploy keyturn here');
  }
};

const remedyFor = (quota: number): string => {
  const raise = "raise the account's quota of concurrent executions (Service Quotas, AWS Lambda)";
  return quota < 1 ? raise : `deploy with --parameter MaxConcurrency=${quota}, or ${raise}`;
};
