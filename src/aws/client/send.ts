import type { GetOutputType } from '@smithy/types';
import { AwsFault } from '../../app/faults/aws-fault.ts';
import { type AwsCommand, type Client, operationOf, type SendOptions } from './client-factory.ts';
import { toFault } from './faults.ts';

/** Sends a request; every failure is an {@link AwsFault}. */
export const ask = async <C extends AwsCommand>(
  client: Client,
  command: C,
  options: SendOptions = {},
): Promise<GetOutputType<C>> => {
  try {
    return await client.send(command, options);
  } catch (error) {
    throw toFault(error, `${client.service}:${operationOf(command)}`);
  }
};

/** The value, if AWS sent one: an answer that lacks it is not from AWS, or cut off. */
export const expected = <T>(value: T | undefined | null, operation: string, field: string): T => {
  if (value !== undefined && value !== null) return value;
  throw new AwsFault('doubtful', 'IncompleteAnswer', operation, `the answer has no ${field}`);
};
