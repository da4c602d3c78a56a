import type { AccessKeyId } from '../../core/keys.ts';
import type { Instant } from '../../core/time.ts';

/** CloudTrail, in the Region of the secrets. */
export interface PolicyHistory {
  /**
   * Who last put or deleted the resource policy of this secret, but keyturn; `undefined` when there is no record (yet)
   * or it cannot be read. Records come minutes after the act.
   */
  lastChangeOf(secret: { readonly arn: string; readonly name: string }): Promise<PolicyChange | undefined>;
}

export interface PolicyChange {
  readonly operation: 'PutResourcePolicy' | 'DeleteResourcePolicy';
  /** ARN of the principal, as CloudTrail tells it. */
  readonly by: string;
  readonly at: Instant;
}

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
