/** Amazon States Language, as far as a run needs it. */
export type States = Readonly<Record<string, State>>;

export interface State {
  readonly Type: 'Task' | 'Choice' | 'Map' | 'Pass' | 'Wait' | 'Succeed' | 'Fail';
  readonly Next?: string;
  readonly End?: true;
  readonly [field: string]: unknown;
}

export interface Flow {
  readonly StartAt: string;
  readonly States: States;
}

/** Of the functions, as the definition's substitutions name them. */
type Callee = 'Inventory' | 'Rotation' | 'Notifier';

/**
 * The account's concurrency of Lambda is used up
 * (https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html): a place is free when a visit
 * ends, a quarter of an hour later at the latest, and others want it too. The waits add up to 4.6 hours (16,515
 * seconds), half of that on average.
 */
const throttled = {
  ErrorEquals: ['Lambda.TooManyRequestsException'],
  IntervalSeconds: 5,
  BackoffRate: 2,
  MaxAttempts: 60,
  MaxDelaySeconds: 300,
  JitterStrategy: 'FULL',
};

/** What Lambda, and not the function, failed at: the request is sent again for 8.5 minutes at most. */
const lambdaFailed = {
  ErrorEquals: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
  ],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxAttempts: 8,
  MaxDelaySeconds: 300,
  JitterStrategy: 'FULL',
};

/** What the function failed at, its time-out included. Every step may be repeated. */
const functionFailed = {
  ErrorEquals: ['States.TaskFailed', 'States.Timeout'],
  IntervalSeconds: 30,
  BackoffRate: 2,
  MaxAttempts: 2,
  JitterStrategy: 'FULL',
};

/** A request to a function, given up a minute after Lambda would have ended it. */
export const call = (
  callee: Callee,
  payload: Readonly<Record<string, unknown>>,
  rest: Readonly<Record<string, unknown>> & ({ readonly Next: string } | { readonly End: true }),
): State => ({
  Type: 'Task',
  Resource: '${CallFunction}',
  Parameters: { FunctionName: `\${${callee}}`, Payload: payload },
  TimeoutSeconds: 960,
  Retry: [throttled, lambdaFailed, functionFailed],
  ...rest,
});

/** Each item of a list in S3 as an execution of its own; whatever fails there, the others go on. */
export const forEachIn = (
  list: 'accountsKey' | 'batchesKey',
  flow: Flow,
  rest: Readonly<Record<string, unknown>>,
): State => ({
  Type: 'Map',
  ItemReader: {
    Resource: '${ReadObject}',
    ReaderConfig: { InputType: 'JSON' },
    Parameters: { 'Bucket.$': '$.run.bucket', 'Key.$': `$.run.${list}` },
  },
  MaxConcurrencyPath: '$.limits.functionsAtATime',
  ToleratedFailurePercentage: 100,
  ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...flow },
  ...rest,
});
