import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { TemplateStore } from '../../app/ports/s3.ts';
import type { Client } from '../client/client-factory.ts';
import { readText } from './read-text.ts';

/** A bucket with an organization's own mail templates. */
export const s3Templates = (client: Client, bucket: string): TemplateStore => ({
  read: (key) => readText(client, new GetObjectCommand({ Bucket: bucket, Key: key })),
});
