import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { isAwsFault } from '../../app/faults/aws-fault.ts';
import type { RunTicket } from '../../app/run-bucket/documents.ts';
import type { StateMachine } from '../../app/run-bucket/ports.ts';
import type { Client } from '../client/client-factory.ts';
import { ask, expected } from '../client/send.ts';

/**
 * A Step Functions state machine of type STANDARD. For these, AWS starts a name once: asked again with the same input
 * while the execution runs, it answers as the first time; once it has ended, or with other input, with
 * ExecutionAlreadyExists (for 90 days). Either way the first start is the one that counts.
 */
export const stepFunctionsStateMachine = (client: Client, stateMachineArn: string): StateMachine => ({
  async find(name) {
    const executionArn = executionArnOf(stateMachineArn, name);
    try {
      const { input } = await ask(client, new DescribeExecutionCommand({ executionArn }));
      const { run } = JSON.parse(expected(input, 'sfn:DescribeExecution', 'input')) as { readonly run: RunTicket };
      return { executionArn, run };
    } catch (error) {
      if (isAwsFault(error, 'missing') && error.code === 'ExecutionDoesNotExist') return undefined;
      throw error;
    }
  },
  async start(name, input) {
    const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
    try {
      const { executionArn } = await ask(client, command);
      return { executionArn: expected(executionArn, 'sfn:StartExecution', 'executionArn') };
    } catch (error) {
      if (isAwsFault(error, 'exists')) return { executionArn: executionArnOf(stateMachineArn, name) };
      throw error;
    }
  },
});

/** As AWS makes it: `arn:aws:states:<region>:<account>:execution:<state machine>:<name>`. */
const executionArnOf = (stateMachineArn: string, name: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
