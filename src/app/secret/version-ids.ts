import { v5 } from 'uuid';
import type { AccessKeyId } from '../../core/keys.ts';

/** Namespace of every version id keyturn derives. Never change it: ids must be the same for all workers, for ever. */
const NAMESPACE = '6d1f3a52-0f0c-5c62-9f3e-6b6579747572';

/**
 * Secrets Manager takes a ClientRequestToken as the id of a version and refuses other bytes under the same id: so
 * whoever derives the same id competes for it, and the first writer wins.
 */
export const versionIds = {
  /** The placeholder the container is created with. */
  genesis: (userId: string): string => v5(`${userId}:genesis`, NAMESPACE),
  /** The next claim: whoever saw the same head collides here. */
  claim: (head: string): string => v5(`${head}:claim`, NAMESPACE),
  /** The credential or the tombstone of a key, never both. */
  storage: (key: AccessKeyId): string => v5(key, NAMESPACE),
  /** Whether a stored key was verified or abandoned, never both. */
  verdict: (key: AccessKeyId): string => v5(`${key}:verdict`, NAMESPACE),
  /** What `keyturn check --probe` writes into its own secret; `nonce` is of that one probe. */
  probe: (nonce: string, what: string): string => v5(`${nonce}:probe:${what}`, NAMESPACE),
} as const;
