import { GetObjectCommand } from '@aws-sdk/client-s3';
import { isAwsFault } from '../app/aws-fault.ts';
import type { TemplateStore } from '../app/ports.ts';
import { ask, expected } from './ask.ts';
import type { Client } from './door.ts';
import { toFault } from './faults.ts';

/** A bucket with an organization's own mail templates. */
export const s3Templates = (client: Client, bucket: string): TemplateStore => ({
  async read(key) {
    try {
      const { Body } = await ask(client, new GetObjectCommand({ Bucket: bucket, Key: key }));
      return await textOf(expected(Body, OPERATION, 'Body'));
    } catch (error) {
      // A bucket that is not there is a mistake in the settings, and said so.
      if (isAwsFault(error, 'missing') && error.code !== 'NoSuchBucket') return undefined;
      throw error;
    }
  },
});

const OPERATION = 's3:GetObject';

/** The object is still on its way when the answer begins. */
const textOf = async (body: { transformToString(encoding: string): Promise<string> }): Promise<string> => {
  try {
    return await body.transformToString('utf-8');
  } catch (error) {
    throw toFault(error, OPERATION);
  }
};
