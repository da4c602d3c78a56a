import type { StartExecutionInput, StartExecutionOutput } from '@aws-sdk/client-sfn';
import { DAY } from '../../../core/time.ts';
import { AwsError, type Operation } from '../../call.ts';
import { uuid } from '../../ids.ts';

/** Of a STANDARD state machine. Any that is asked for exists in its account and Region; what it does is not played. */
export const startExecution: Operation<StartExecutionInput, StartExecutionOutput> = ({ world, now }, input) => {
  const { stateMachineArn = '', name = uuid(world.ids), input: document = '{}' } = input;
  check(stateMachineArn, name, document);
  const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  const earlier = world.executions.get(executionArn);
  if (earlier !== undefined && now - earlier.startedAt < NAMES_ARE_FREE_AFTER) {
    if (earlier.status === 'RUNNING' && earlier.input === document)
      return { executionArn, startDate: new Date(earlier.startedAt) };
    throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
  }
  const execution = {
    executionArn,
    stateMachineArn,
    name,
    input: document,
    startedAt: now,
    status: 'RUNNING' as const,
  };
  world.executions.set(executionArn, execution);
  return { executionArn, startDate: new Date(now) };
};

/** Counted here from the start; AWS counts from the end of the execution. */
const NAMES_ARE_FREE_AFTER = 90 * DAY;

const check = (arn: string, name: string, document: string): void => {
  if (!/^arn:aws[\w-]*:states:[\w-]+:\d{12}:stateMachine:[\w-]{1,80}$/.test(arn))
    throw new AwsError('InvalidArn', `Invalid Arn: '${arn}'`);
  if (!/^[\w.@+=-]{1,80}$/.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  try {
    JSON.parse(document);
  } catch {
    throw new AwsError('InvalidExecutionInput', "Invalid State Machine Execution Input: 'not JSON'");
  }
};
