/**
 * List prices in US East (N. Virginia), in dollars: https://aws.amazon.com/step-functions/pricing/ (Standard; also for
 * each retry), https://aws.amazon.com/lambda/pricing/ (Arm), https://aws.amazon.com/s3/pricing/ (S3 Standard),
 * https://aws.amazon.com/cloudwatch/pricing/. Free tiers are left out.
 */
const PRICES = {
  stateTransition: 0.025 / 1_000,
  lambdaGbSecond: 0.0000133334,
  lambdaRequest: 0.2 / 1_000_000,
  s3Write: 0.005 / 1_000,
  s3Read: 0.0004 / 1_000,
  logsGb: 0.5,
  metric: 0.3,
  alarm: 0.1,
} as const;

/** Lines of a function's log an invocation, Lambda's own three included, in bytes. */
const LOGGED_BYTES = 2_000;

/** Metrics that the functions write. */
const METRICS = 8;

export interface UsedLambda {
  readonly memoryMb: number;
  readonly seconds: number;
}

interface UsedInADay {
  readonly stateTransitions: number;
  readonly lambda: readonly UsedLambda[];
  /** Requests, as `s3:GetObject`. */
  readonly s3: readonly string[];
  readonly alarms: number;
}

/** Dollars a month. */
export interface MonthlyBill {
  readonly stepFunctions: number;
  readonly lambda: number;
  readonly s3: number;
  readonly cloudWatch: number;
  readonly total: number;
}

const DAYS = 30;

/** What thirty such days cost. */
export const monthlyBill = ({ stateTransitions, lambda, s3, alarms }: UsedInADay): MonthlyBill => {
  const gbSeconds = lambda.reduce((sum, { memoryMb, seconds }) => sum + (memoryMb / 1_024) * seconds, 0);
  const reads = s3.filter((call) => /:(Get|Head)/.test(call)).length;
  const logsGb = (lambda.length * LOGGED_BYTES) / 1e9;
  const parts = {
    stepFunctions: DAYS * stateTransitions * PRICES.stateTransition,
    lambda: DAYS * (gbSeconds * PRICES.lambdaGbSecond + lambda.length * PRICES.lambdaRequest),
    s3: DAYS * (reads * PRICES.s3Read + (s3.length - reads) * PRICES.s3Write),
    cloudWatch: DAYS * logsGb * PRICES.logsGb + METRICS * PRICES.metric + alarms * PRICES.alarm,
  };
  return { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
};
