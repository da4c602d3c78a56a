import type { GetObjectCommand } from '@aws-sdk/client-s3';
import { isAwsFault } from '../../app/faults/aws-fault.ts';
import type { Client } from '../client/client-factory.ts';
import { toFault } from '../client/faults.ts';
import { ask, expected } from '../client/send.ts';

/** An object as text, with its own metadata. */
export interface StoredText {
  readonly text: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * An object as text; `undefined`: there is no such object. A bucket that is not there is a mistake in the settings, and
 * said so.
 */
export const readStored = async (client: Client, command: GetObjectCommand): Promise<StoredText | undefined> => {
  try {
    const { Body, Metadata = {} } = await ask(client, command);
    return { text: await textOf(expected(Body, OPERATION, 'Body')), metadata: Metadata };
  } catch (error) {
    if (isAwsFault(error, 'missing') && error.code !== 'NoSuchBucket') return undefined;
    throw error;
  }
};

/** The text alone. */
export const readText = async (client: Client, command: GetObjectCommand): Promise<string | undefined> =>
  (await readStored(client, command))?.text;

const OPERATION = 's3:GetObject';

/** The object is still on its way when the answer begins. */
const textOf = async (body: { transformToString(encoding: string): Promise<string> }): Promise<string> => {
  try {
    return await body.transformToString('utf-8');
  } catch (error) {
    throw toFault(error, OPERATION);
  }
};
