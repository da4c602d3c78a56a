import type { Instant } from './time.ts';

/** Twelve digits. */
export type AccountId = string & { readonly __brand: 'AccountId' };
/** `AKIA...`: names a key; not secret. */
export type AccessKeyId = string & { readonly __brand: 'AccessKeyId' };

/** One access key as IAM lists it. */
export interface Key {
  readonly id: AccessKeyId;
  readonly status: 'Active' | 'Inactive';
  readonly createdAt: Instant;
  /**
   * `undefined`: IAM has no record of a use (not a proof that there was none). A failed lookup is never `undefined`: it
   * stops the user.
   */
  readonly lastUsedAt: Instant | undefined;
  /** Service of that use, as IAM names it: `s3`, `sts` (AccessKeyLastUsed.ServiceName); `undefined` without one. */
  readonly lastUsedService: string | undefined;
}

export const isActive = (key: Key): boolean => key.status === 'Active';
