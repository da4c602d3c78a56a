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
  /** In hex, as S3 itself computed it when the object was written; `undefined`: S3 has none. */
  readonly sha256: string | undefined;
  /** What its writer says of it, who may be anybody: believed only where S3 says the same. `undefined`: nothing. */
  readonly writtenAs: string | undefined;
  /** The version that `sha256` is about; `undefined`: the bucket kept none. */
  readonly versionId: string | undefined;
}

/** S3. Every request names the account the bucket must belong to. */
export interface Buckets {
  /** `undefined`: there is no such bucket. */
  find(bucket: string): Promise<BucketState | undefined>;
  /** Throws a Fault where the name is somebody else's. */
  create(bucket: string): Promise<void>;
  /** Makes all of {@link BucketState} true; what is so already is left as it is. */
  protect(bucket: string, state: BucketState | undefined): Promise<void>;
  object(bucket: string, key: string): Promise<ObjectState | undefined>;
  /** The version that was written; `undefined`: the bucket keeps no versions (yet). */
  put(bucket: string, key: string, file: PackageFile): Promise<string | undefined>;
  /** `undefined`: there is no such object. */
  readText(bucket: string, key: string): Promise<string | undefined>;
}
