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
import { isAwsFault } from '../../app/faults/aws-fault.ts';
import { Fault } from '../../app/faults/fault.ts';
import type { Client } from '../client/client-factory.ts';
import { ask, expected } from '../client/send.ts';
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
      const { Location } = await createOwn(client, new CreateBucketCommand({ Bucket, ...configuration }));
      // As `/name`, or `http://name.s3.amazonaws.com/`.
      if (!expected(Location, 's3:CreateBucket', 'Location').includes(Bucket))
        throw new Fault('bucket-refused', `S3 made ${Location} instead of the bucket ${Bucket}`);
    },
    protect: async (bucket, state) => {
      const { partition } = await caller();
      await protect({ client, bucket: await named(bucket), partition }, state);
    },
    object: async (bucket, key) => readObject(client, await named(bucket), key),
    async put(bucket, Key, { path, bytes, sha256 }) {
      const checksum = {
        ChecksumAlgorithm: 'SHA256' as const,
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
      };
      const about = { ContentType: contentType(path), Metadata: { [WRITTEN_AS]: sha256 } };
      const input = { ...(await named(bucket)), Key, Body: bytes, ...checksum, ...about };
      return versionOf(await ask(client, new PutObjectCommand(input)));
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
  return {
    sha256: hexOf(found.ChecksumSHA256),
    writtenAs: found.Metadata?.[WRITTEN_AS],
    versionId: versionOf(found),
  };
};

/** What was written before a bucket kept versions has the version `null`, which can be written over. */
const versionOf = ({ VersionId }: { readonly VersionId?: string | undefined }): string | undefined =>
  VersionId === '' || VersionId === 'null' ? undefined : VersionId;

/** A bucket of the caller's own already is as good as a new one: all that follows names its owner. */
const createOwn = async (
  client: Client,
  command: CreateBucketCommand,
): Promise<{ readonly Location?: string | undefined }> => {
  try {
    return await ask(client, command);
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    const { Bucket = '' } = command.input;
    if (error.code === 'BucketAlreadyOwnedByYou') return { Location: `/${Bucket}` };
    if (error.code !== 'BucketAlreadyExists') throw error;
    throw new Fault('bucket-refused', `the bucket ${Bucket} belongs to another account`, { cause: error });
  }
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

/** `undefined`: none, or one of the checksums of its parts (`...-2`), which says nothing of the whole. */
const hexOf = (base64 = ''): string | undefined =>
  /^[A-Za-z0-9+/]{43}=$/.test(base64) ? Buffer.from(base64, 'base64').toString('hex') : undefined;

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  yaml: 'text/yaml; charset=utf-8',
  zip: 'application/zip',
};

const contentType = (path: string): string => contentTypes[path.split('.').at(-1) ?? ''] ?? 'text/plain; charset=utf-8';
