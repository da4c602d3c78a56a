import { names } from '../../../infra/names.ts';
import { PRIMARY, REGION } from '../../deployed/organization.ts';
import { KMS_KEY } from './recorded-lives.ts';

interface Done {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | string[]>>;
}

const inRegion = (service: string, rest: string): string => `arn:aws:${service}:${REGION}:${PRIMARY}:${rest}`;
const queue = inRegion('sqs', 'keyturn-dead-letters');
const stateMachine = inRegion('states', `stateMachine:${names.stateMachine}`);

/** Lambda writes what a function logs, and leaves the requests that failed for good. */
const byLambda = (kind: string): readonly Done[] => [
  { action: 'logs:CreateLogStream', resource: inRegion('logs', `log-group:/keyturn/${kind}:log-stream:2026/06/01`) },
  { action: 'logs:PutLogEvents', resource: inRegion('logs', `log-group:/keyturn/${kind}:log-stream:2026/06/01`) },
  { action: 'sqs:SendMessage', resource: queue },
];

const invoking = (name: string): Done => ({
  action: 'lambda:InvokeFunction',
  resource: inRegion('lambda', `function:${name}`),
});

/** How Step Functions writes to a log group, as its documentation lists it. */
const logDelivery = [
  ...['CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery', 'DeleteLogDelivery', 'ListLogDeliveries'],
  ...['PutResourcePolicy', 'DescribeResourcePolicies', 'DescribeLogGroups'],
].map((operation): Done => ({ action: `logs:${operation}`, resource: '*' }));

const child = inRegion('states', `execution:${names.stateMachine}/Visit:11111111-2222`);

/** What AWS does in keyturn's roles, so that no request of keyturn's own shows it. By the roles' logical ids. */
export const doneByAws: Readonly<Record<string, readonly Done[]>> = {
  AccountInventoryFunctionExecutionRole: byLambda('inventory'),
  RotationLambdaFunctionExecutionRole: byLambda('rotation'),
  NotifierFunctionExecutionRole: byLambda('notifier'),
  RunRole: [
    invoking(names.inventory),
    invoking(names.rotation),
    invoking(names.notifier),
    // A distributed map runs its items as executions of the same state machine.
    { action: 'states:StartExecution', resource: stateMachine },
    { action: 'states:DescribeExecution', resource: child },
    { action: 'states:StopExecution', resource: child },
    ...logDelivery,
  ],
  ScheduleRole: [invoking(names.inventory), { action: 'sqs:SendMessage', resource: queue }],
  // Secrets Manager, for whoever writes or reads a secret under the organization's own key.
  MemberRole: ['kms:Decrypt', 'kms:GenerateDataKey'].map((action) => ({
    action,
    resource: KMS_KEY,
    context: { 'kms:viaservice': `secretsmanager.${REGION}.amazonaws.com` },
  })),
};
