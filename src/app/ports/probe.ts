import type { Signed } from './clock.ts';

/** A service whose view of a signature's age is asked for. */
export type SignedService = 'iam' | 'sts' | 'secretsmanager';

/** What `keyturn check --probe` sends and no run ever does; nothing of it changes anything. */
export interface ProbeRequests {
  /** Reads a stored version as the session itself, which AWS should deny; the value is dropped unseen. */
  readStored(version: { readonly arn: string; readonly versionId: string }, signed: Signed): Promise<void>;
  /**
   * One small read, signed then. Secrets Manager is asked about `secretId`, which need not exist: that it is missing is
   * an answer to an accepted signature.
   */
  readSigned(service: SignedService, secretId: string, signed: Signed): Promise<void>;
}
