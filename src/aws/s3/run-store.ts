import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { RunStore } from '../../app/run-bucket/ports.ts';
import type { Client } from '../client/client-factory.ts';
import { pages } from '../client/pages.ts';
import { ask, expected } from '../client/send.ts';
import { readText } from './read-text.ts';

/** The run bucket in S3. */
export const s3RunStore = (client: Client, bucket: string): RunStore => ({
  async write(key, text) {
    const ContentType = 'application/json';
    await ask(client, new PutObjectCommand({ Bucket: bucket, Key: key, Body: text, ContentType }));
  },
  read: (key) => readText(client, new GetObjectCommand({ Bucket: bucket, Key: key })),
  keys: (prefix) => keysBelow(client, bucket, prefix),
  folders: (prefix) => foldersBelow(client, bucket, prefix),
});

const LIST = 's3:ListObjectsV2';

async function* keysBelow(client: Client, Bucket: string, Prefix: string): AsyncGenerator<readonly string[]> {
  const list = (ContinuationToken: string | undefined) =>
    ask(client, new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
  for await (const { Contents = [] } of pages(list, next, LIST))
    yield Contents.map(({ Key }) => expected(Key, LIST, 'Key'));
}

async function* foldersBelow(client: Client, Bucket: string, Prefix: string): AsyncGenerator<readonly string[]> {
  const list = (ContinuationToken: string | undefined) =>
    ask(client, new ListObjectsV2Command({ Bucket, Prefix, Delimiter: '/', ContinuationToken }));
  for await (const { CommonPrefixes = [] } of pages(list, next, LIST))
    yield CommonPrefixes.map(({ Prefix: folder }) => expected(folder, LIST, 'CommonPrefixes.Prefix'));
}

/** S3 sends no list of contents where there are none, and says apart whether there is more. */
const next = (page: {
  readonly IsTruncated?: boolean | undefined;
  readonly NextContinuationToken?: string | undefined;
}): string | undefined =>
  page.IsTruncated === true ? expected(page.NextContinuationToken, LIST, 'NextContinuationToken') : undefined;
