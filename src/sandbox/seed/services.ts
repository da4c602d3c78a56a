import { createHash } from 'node:crypto';
import { uuid } from '../ids.ts';
import type { SandboxKmsKey, SandboxParameter, SesState } from '../model/account.ts';
import { sesOf } from '../ses-state.ts';
import type { Bucket, StoredObject, World } from '../world.ts';
import { accountById } from './organization.ts';

export interface NewIdentity {
  readonly identity: string;
  readonly verified: boolean;
  readonly region?: string;
}

export const addSesIdentity = (world: World, accountId: string, options: NewIdentity): void => {
  const { identities } = sesOf(accountById(world, accountId), options.region ?? 'us-east-1');
  identities.set(options.identity, { verified: options.verified });
};

export interface SesAccount
  extends Partial<Pick<SesState, 'sandboxed' | 'sendingEnabled' | 'max24HourSend' | 'maxSendRate'>> {
  readonly region?: string;
}

/** Sets an account's sending limits; without it SES is out of its sandbox, with 50,000 mails a day and 14 a second. */
export const setSesAccount = (world: World, accountId: string, options: SesAccount): void => {
  const { region, ...state } = options;
  Object.assign(sesOf(accountById(world, accountId), region ?? 'us-east-1'), state);
};

/** Puts an address on the account's suppression list, as SES does after a hard bounce. */
export const suppressAddress = (world: World, accountId: string, address: string, region = 'us-east-1'): void => {
  const { suppressed } = sesOf(accountById(world, accountId), region);
  suppressed.set(address.toLowerCase(), { reason: 'BOUNCE', at: world.now });
};

export interface NewParameter extends Pick<SandboxParameter, 'name' | 'value'> {
  readonly type?: SandboxParameter['type'];
  readonly region?: string;
}

/** Puts a parameter into Parameter Store, a SecureString unless said otherwise; one of that name is replaced. */
export const putParameter = (world: World, accountId: string, options: NewParameter): void => {
  const { name, value, type = 'SecureString', region = 'us-east-1' } = options;
  const { parameters } = accountById(world, accountId);
  const here = parameters.get(region) ?? new Map<string, SandboxParameter>();
  parameters.set(region, here.set(name.replace(/^\//, ''), { name, type, value, modifiedAt: world.now }));
};

export const addBucket = (world: World, accountId: string, options: { name: string; region?: string }): Bucket => {
  const region = options.region ?? 'us-east-1';
  const bucket: Bucket = { name: options.name, accountId, region, createdAt: world.now, objects: new Map() };
  world.buckets.set(bucket.name, bucket);
  return bucket;
};

export const putObject = (
  world: World,
  bucketName: string,
  object: { key: string; body: string | Uint8Array; metadata?: Readonly<Record<string, string>> },
): void => {
  const bucket = world.buckets.get(bucketName);
  if (bucket === undefined) throw new Error(`The sandbox has no bucket ${bucketName}`);
  const { metadata = {} } = object;
  bucket.objects.set(object.key, storedObject(world, object.body, { metadata }));
};

export type AboutObject = Partial<Pick<StoredObject, 'contentType' | 'metadata' | 'checksums'>>;

export const storedObject = (world: World, body: string | Uint8Array, about: AboutObject = {}): StoredObject => {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : Uint8Array.from(body);
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
  const { contentType = 'binary/octet-stream', metadata = {}, checksums = {} } = about;
  return { body: bytes, etag, contentType, metadata, checksums, modifiedAt: world.now };
};

export const addKmsKey = (
  world: World,
  accountId: string,
  { enabled = true, region = 'us-east-1', policy }: { enabled?: boolean; region?: string; policy?: string } = {},
): SandboxKmsKey => {
  const id = uuid(world.ids);
  const arn = `arn:aws:kms:${region}:${accountId}:key/${id}`;
  const key = { id, arn, region, createdAt: world.now, enabled, policy: policy ?? defaultKeyPolicy(accountId) };
  accountById(world, accountId).kmsKeys.set(arn, key);
  return key;
};

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const defaultKeyPolicy = (accountId: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: 'kms:*', Resource: '*' },
    ],
  });
