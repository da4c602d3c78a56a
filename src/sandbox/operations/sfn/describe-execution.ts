import type { DescribeExecutionInput, DescribeExecutionOutput } from '@aws-sdk/client-sfn';
import { AwsError, type Operation } from '../../call.ts';

export const describeExecution: Operation<DescribeExecutionInput, DescribeExecutionOutput> = ({ world }, input) => {
  const execution = world.executions.get(input.executionArn ?? '');
  if (execution === undefined)
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${input.executionArn}'`);
  const { startedAt, ...told } = execution;
  return { ...told, startDate: new Date(startedAt) };
};
