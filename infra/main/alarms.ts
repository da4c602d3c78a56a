import type { Stack } from 'aws-cdk-lib';
import { CfnAlarm, type CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { addAlarmTopic } from './alarm-topic.ts';
import type { FunctionKind } from './functions.ts';

export interface Watched {
  readonly functions: Readonly<Record<FunctionKind, CfnFunction>>;
  readonly stateMachine: CfnStateMachine;
  readonly deadLetters: CfnQueue;
}

/** Mails to the administrators where something failed, or nothing happened. */
export const addAlarms = (stack: Stack, watched: Watched): void => {
  const topic = addAlarmTopic(stack);
  for (const { logicalId, ...alarm } of [...ofRuns(watched), ...ofFunctions(watched), ...ofKeyturn(), ofQueue(watched)])
    new CfnAlarm(stack, logicalId, {
      statistic: 'Sum',
      period: HOUR,
      evaluationPeriods: 1,
      threshold: 0,
      comparisonOperator: 'GreaterThanThreshold',
      treatMissingData: 'notBreaching',
      ...alarm,
      alarmName: `keyturn-${dashed(logicalId.replace(/Alarm$/, ''))}`,
      alarmActions: [topic.ref],
    });
};

const HOUR = 3_600;

type Alarm = Partial<CfnAlarmProps> & { readonly logicalId: string; readonly alarmDescription: string };

const dashed = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();

const ofRuns = ({ stateMachine }: Watched): Alarm[] => {
  const alarm = (logicalId: string, metricName: string, alarmDescription: string): Alarm => ({
    logicalId,
    namespace: 'AWS/States',
    metricName,
    dimensions: [{ name: 'StateMachineArn', value: stateMachine.ref }],
    alarmDescription,
  });
  return [
    alarm(
      'RunFailedAlarm',
      'ExecutionsFailed',
      'A run ended incomplete. Its cause names what is missing; the next run tries again.',
    ),
    alarm('RunTimedOutAlarm', 'ExecutionsTimedOut', 'A run did not end within a day. The next run goes on.'),
    alarm('RunAbortedAlarm', 'ExecutionsAborted', 'Somebody stopped a run. The next run goes on.'),
  ];
};

const ofFunctions = ({ functions }: Watched): Alarm[] =>
  Object.entries(functions).flatMap(([kind, { ref }]) => {
    const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    const alarm = (metricName: string, alarmDescription: string): Alarm => ({
      logicalId: `${name}${metricName}Alarm`,
      namespace: 'AWS/Lambda',
      metricName,
      dimensions: [{ name: 'FunctionName', value: ref }],
      alarmDescription,
    });
    return [
      alarm('Errors', 'A function failed. A run tries again; its log group says why.'),
      alarm('Throttles', "A function could not start: the account's concurrency of Lambda is used up."),
    ];
  });

/** Powertools puts the service's name on every metric. */
const ours = { namespace: 'keyturn', dimensions: [{ name: 'service', value: 'keyturn' }] };

const ofKeyturn = (): Alarm[] => [
  {
    ...ours,
    logicalId: 'AccountsFailedAlarm',
    metricName: 'AccountsFailed',
    alarmDescription:
      'Accounts could not be worked. The summary of the run says which and why; the next run tries again.',
  },
  {
    ...ours,
    logicalId: 'KeysLateAlarm',
    metricName: 'KeysLate',
    alarmDescription:
      'Users whose key is three days over its date, or more, got no new one. The summary of the run says who, why and what to do.',
  },
  {
    ...ours,
    logicalId: 'NoticesUndeliveredAlarm',
    metricName: 'NoticesUndelivered',
    alarmDescription:
      'Mails were not accepted by SES. Who was not told loses no key, and is told again by a later run.',
  },
  {
    ...ours,
    logicalId: 'NoRunCompletedAlarm',
    metricName: 'RunsCompleted',
    alarmDescription: 'No run completed within 48 hours. Also raised by a new stack, until its first run.',
    evaluationPeriods: 48,
    datapointsToAlarm: 48,
    threshold: 1,
    comparisonOperator: 'LessThanThreshold',
    treatMissingData: 'breaching',
  },
];

const ofQueue = ({ deadLetters }: Watched): Alarm => ({
  logicalId: 'DeadLettersAlarm',
  namespace: 'AWS/SQS',
  metricName: 'ApproximateNumberOfMessagesVisible',
  dimensions: [{ name: 'QueueName', value: deadLetters.attrQueueName }],
  statistic: 'Maximum',
  period: 300,
  alarmDescription: 'A request to a function failed for good and lies in the queue. Look why, then delete the message.',
});
