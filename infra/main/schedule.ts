import { type CfnResource, Fn, type Stack } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { addRole, allow, trustService } from '../policies.ts';

export interface Scheduled {
  readonly inventory: CfnFunction;
  readonly deadLetters: CfnQueue;
  /** What a run goes on to use, and the schedule does not name. */
  readonly before: readonly CfnResource[];
}

/**
 * Starts a run over everybody, and says when it was meant to. A rate without a start date fires as soon as the schedule
 * is there (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html): so it is made last.
 */
export const addSchedule = (stack: Stack, { inventory, deadLetters, before }: Scheduled): void => {
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
  const schedule = new CfnSchedule(stack, 'RunSchedule', {
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
  for (const each of before) schedule.addResourceDependency(each);
};
