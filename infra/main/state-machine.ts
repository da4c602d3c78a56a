import { Fn, type Stack } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { names } from '../names.ts';
import { addRole, allow, arn, trustService } from '../policies.ts';
import { onAnything } from '../resources-of-any-name.ts';
import { keyOfLogs } from './optional-places.ts';
import { stateMachineArn } from './roles.ts';
import { runFlow } from './run-flow.ts';

/** By name: the functions know the state machine, so that it cannot wait for them. */
const functionArn = (name: string): string => arn(`lambda:\${AWS::Region}:\${AWS::AccountId}:function:${name}`);

const callees = (): Readonly<Record<string, string>> => ({
  Inventory: functionArn(names.inventory),
  Rotation: functionArn(names.rotation),
  Notifier: functionArn(names.notifier),
});

export const addStateMachine = (stack: Stack, bucket: CfnBucket): CfnStateMachine => {
  const logs = new CfnLogGroup(stack, 'RunLogs', {
    // Under this prefix AWS needs no further line in the account's log policy, whose length is limited.
    logGroupName: `/aws/vendedlogs/states/${names.stateMachine}`,
    retentionInDays: Fn.ref('LogRetentionDays') as unknown as number,
    kmsKeyId: keyOfLogs(stack),
  });
  return new CfnStateMachine(stack, 'RunStateMachine', {
    stateMachineName: names.stateMachine,
    stateMachineType: 'STANDARD',
    roleArn: addStateMachineRole(stack, bucket).attrArn,
    definition: runFlow,
    definitionSubstitutions: {
      CallFunction: arn('states:::lambda:invoke'),
      ReadObject: arn('states:::s3:getObject'),
      MaxConcurrency: Fn.ref('MaxConcurrency'),
      ...callees(),
    },
    loggingConfiguration: {
      level: 'ERROR',
      // Addresses and account names stay in the run bucket and in the executions' own history.
      includeExecutionData: false,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logs.attrArn } }],
    },
  });
};

const addStateMachineRole = (stack: Stack, bucket: CfnBucket) =>
  addRole(stack, {
    logicalId: 'RunRole',
    description: 'keyturn: what a run may do',
    trust: trustService('states.amazonaws.com', { StringEquals: { 'aws:SourceAccount': Fn.ref('AWS::AccountId') } }),
    policyName: 'run',
    statements: [
      allow('CallFunctions', ['lambda:InvokeFunction'], Object.values(callees())),
      allow(
        'ReadAccounts',
        ['s3:GetObject'],
        ['accounts', 'batches', 'chosen-batches'].map((list) => `${bucket.attrArn}/runs/*/${list}.json`),
      ),
      allow('StartAccounts', ['states:StartExecution'], stateMachineArn()),
      allow(
        'WatchAccounts',
        ['states:DescribeExecution', 'states:StopExecution'],
        arn(`states:\${AWS::Region}:\${AWS::AccountId}:execution:${names.stateMachine}/*`),
      ),
      allow(
        ...onAnything('WriteLogs', [
          'logs:CreateLogDelivery',
          'logs:DeleteLogDelivery',
          'logs:DescribeLogGroups',
          'logs:DescribeResourcePolicies',
          'logs:GetLogDelivery',
          'logs:ListLogDeliveries',
          'logs:PutResourcePolicy',
          'logs:UpdateLogDelivery',
        ]),
      ),
    ],
  });
