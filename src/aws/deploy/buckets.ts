import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { BucketState, Buckets } from '../../app/deploy/bucket/ports.ts';
import type { Client } from '../client/client-factory.ts';
import { ask } from '../client/send.ts';
import { readText } from '../s3/read-text.ts';
import { type OwnBucket, readBucket, readPolicy } from './bucket-state.ts';
import { tlsOnly } from './tls-only.ts';

/** What keyturn wrote, an object says by this. */
const WRITTEN_AS = 'keyturn-sha256';

export interface BucketsOptions {
  readonly client: Client;
  readonly region: string;
  readonly caller: () => Promise<{ readonly accountId: string; readonly partition: string }>;
}

/** Buckets of the caller's own account: names are taken by whoever comes first, and no other's is ever used. */
export const s3Buckets = ({ client, region, caller }: BucketsOptions): Buckets => {
  const named = async (Bucket: string) => ({ Bucket, ExpectedBucketOwner: (await caller()).accountId });
  return {
    find: async (bucket) => readBucket(client, await named(bucket)),
    async create(Bucket) {
      // us-east-1 is the one Region that must not be named.
      const configuration =
        region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } };
      await ask(client, new CreateBucketCommand({ Bucket, ...configuration }));
    },
    protect: async (bucket, state) => {
      const { partition } = await caller();
      await protect({ client, bucket: await named(bucket), partition }, state);
    },
    object: async (bucket, key) => readObject(client, await named(bucket), key),
    async put(bucket, Key, { path, bytes, sha256 }) {
      const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64');
      const about = { ContentType: contentType(path), Metadata: { [WRITTEN_AS]: sha256 } };
      await ask(client, new PutObjectCommand({ ...(await named(bucket)), Key, Body: bytes, ChecksumSHA256, ...about }));
    },
    readText: async (bucket, Key) => readText(client, new GetObjectCommand({ ...(await named(bucket)), Key })),
  };
};

/** A HEAD that finds nothing has no body, and might be anybody's answer: what is there, a list says. */
const readObject = async (client: Client, bucket: OwnBucket, Key: string): ReturnType<Buckets['object']> => {
  // The key itself is the first of all that begin with it.
  const { Contents } = await ask(client, new ListObjectsV2Command({ ...bucket, Prefix: Key, MaxKeys: 1 }));
  if (Contents?.[0]?.Key !== Key) return undefined;
  const found = await ask(client, new HeadObjectCommand({ ...bucket, Key, ChecksumMode: 'ENABLED' }));
  const writtenAs = found.Metadata?.[WRITTEN_AS];
  // An object is never changed, only written anew, and then without our word.
  return { sha256: hexOf(found.ChecksumSHA256) ?? writtenAs, writtenAs };
};

interface Protected {
  readonly client: Client;
  readonly bucket: OwnBucket;
  readonly partition: string;
}

const protect = async ({ client, bucket, partition }: Protected, state: BucketState | undefined): Promise<void> => {
  if (!state?.isPublicBlocked)
    await ask(client, new PutPublicAccessBlockCommand({ ...bucket, PublicAccessBlockConfiguration: PRIVATE }));
  if (!state?.isEncrypted)
    await ask(client, new PutBucketEncryptionCommand({ ...bucket, ServerSideEncryptionConfiguration: ENCRYPTED }));
  if (!state?.isVersioned)
    await ask(client, new PutBucketVersioningCommand({ ...bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  if (state?.isTlsOnly) return;
  const Policy = tlsOnly(await readPolicy(client, bucket), bucket.Bucket, partition);
  await ask(client, new PutBucketPolicyCommand({ ...bucket, Policy }));
};

const PRIVATE = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const ENCRYPTED = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }] };

const hexOf = (base64: string | undefined): string | undefined =>
  base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('hex');

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  yaml: 'text/yaml; charset=utf-8',
  zip: 'application/zip',
};

const contentType = (path: string): string => contentTypes[path.split('.').at(-1) ?? ''] ?? 'text/plain; charset=utf-8';
