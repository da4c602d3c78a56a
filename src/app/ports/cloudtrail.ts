import type { AccessKeyId } from '../../core/keys.ts';

/** CloudTrail, in the partition's home Region of IAM. */
export interface KeyCreationHistory {
  /**
   * Whether the record of CreateAccessKey shows that keyturn made this key; `unknown` when there is no record (yet) or
   * it cannot be read.
   */
  creatorOf(key: AccessKeyId): Promise<'keyturn' | 'other' | 'unknown'>;
  /** Whether records may be looked up at all, and in which Region; `denial`: AWS's words. */
  access(): Promise<{ readonly region: string; readonly denial?: string }>;
}
