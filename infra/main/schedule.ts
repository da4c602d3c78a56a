import { Fn, type Stack } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { addRole, allow, trustService } from '../policies.ts';

/** Starts a run over everybody, and says when it was meant to. */
export const addSchedule = (stack: Stack, inventory: CfnFunction, deadLetters: CfnQueue): void => {
  const role = addRole(stack, {
    logicalId: 'ScheduleRole',
    description: 'keyturn: what the schedule may do',
    trust: trustService('scheduler.amazonaws.com', { StringEquals: { 'aws:SourceAccount': Fn.ref('AWS::AccountId') } }),
    policyName: 'start-runs',
    statements: [
      allow('StartRuns', ['lambda:InvokeFunction'], inventory.attrArn),
      allow('LeaveFailures', ['sqs:SendMessage'], deadLetters.attrArn),
    ],
  });
  new CfnSchedule(stack, 'RunSchedule', {
    name: 'keyturn-run',
    description: 'keyturn: starts a run over the whole organization',
    scheduleExpression: Fn.ref('Schedule'),
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: inventory.attrArn,
      roleArn: role.attrArn,
      // The day's run gets the same name however often it is delivered.
      input: JSON.stringify({ scheduled: '<aws.scheduler.scheduled-time>' }),
      retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 6 * 3_600 },
      deadLetterConfig: { arn: deadLetters.attrArn },
    },
  });
};
