import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { RunStore } from '../../app/run-bucket/ports.ts';
import type { Client } from '../client/client-factory.ts';
import { pages } from '../client/pages.ts';
import { ask, expected } from '../client/send.ts';
import { readText } from './read-text.ts';

interface RunBucket {
  readonly bucket: string;
  /** The account that it must belong to: a bucket that was deleted may be made again by anybody. */
  readonly owner: string;
}

interface AskedBucket {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

/** The run bucket in S3. */
export const s3RunStore = (client: Client, { bucket, owner }: RunBucket): RunStore => {
  const asked: AskedBucket = { Bucket: bucket, ExpectedBucketOwner: owner };
  return {
    async write(Key, text) {
      await ask(client, new PutObjectCommand({ ...asked, Key, Body: text, ContentType: 'application/json' }));
    },
    read: (Key) => readText(client, new GetObjectCommand({ ...asked, Key })),
    keys: (prefix) => keysBelow(client, asked, prefix),
    folders: (prefix) => foldersBelow(client, asked, prefix),
  };
};

const LIST = 's3:ListObjectsV2';

async function* keysBelow(client: Client, asked: AskedBucket, Prefix: string): AsyncGenerator<readonly string[]> {
  const list = (ContinuationToken: string | undefined) =>
    ask(client, new ListObjectsV2Command({ ...asked, Prefix, ContinuationToken }));
  for await (const { Contents = [] } of pages(list, next, LIST))
    yield Contents.map(({ Key }) => expected(Key, LIST, 'Key'));
}

async function* foldersBelow(client: Client, asked: AskedBucket, Prefix: string): AsyncGenerator<readonly string[]> {
  const list = (ContinuationToken: string | undefined) =>
    ask(client, new ListObjectsV2Command({ ...asked, Prefix, Delimiter: '/', ContinuationToken }));
  for await (const { CommonPrefixes = [] } of pages(list, next, LIST))
    yield CommonPrefixes.map(({ Prefix: folder }) => expected(folder, LIST, 'CommonPrefixes.Prefix'));
}

/** S3 sends no list of contents where there are none, and says apart whether there is more. */
const next = (page: {
  readonly IsTruncated?: boolean | undefined;
  readonly NextContinuationToken?: string | undefined;
}): string | undefined =>
  page.IsTruncated === true ? expected(page.NextContinuationToken, LIST, 'NextContinuationToken') : undefined;
