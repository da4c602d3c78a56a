import type { PackageFile } from '../package-file.ts';

/** How a bucket is kept. */
export interface BucketState {
  readonly region: string;
  readonly isEncrypted: boolean;
  readonly isPublicBlocked: boolean;
  readonly isVersioned: boolean;
  readonly isTlsOnly: boolean;
}

export interface ObjectState {
  /** SHA-256 in hex; `undefined`: S3 has none. */
  readonly sha256: string | undefined;
  /** The one keyturn wrote it with; `undefined`: somebody else wrote it. */
  readonly writtenAs: string | undefined;
}

/** S3. Every request names the account the bucket must belong to. */
export interface Buckets {
  /** `undefined`: there is no such bucket. */
  find(bucket: string): Promise<BucketState | undefined>;
  create(bucket: string): Promise<void>;
  /** Makes all of {@link BucketState} true; what is so already is left as it is. */
  protect(bucket: string, state: BucketState | undefined): Promise<void>;
  object(bucket: string, key: string): Promise<ObjectState | undefined>;
  put(bucket: string, key: string, file: PackageFile): Promise<void>;
  /** `undefined`: there is no such object. */
  readText(bucket: string, key: string): Promise<string | undefined>;
}
