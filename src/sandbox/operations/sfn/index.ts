import type { Operation } from '../../call.ts';
import { describeExecution } from './describe-execution.ts';
import { startExecution } from './start-execution.ts';

export const sfnOperations: Readonly<Record<string, Operation>> = {
  StartExecution: startExecution,
  DescribeExecution: describeExecution,
};
