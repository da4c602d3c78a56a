import type { Instant } from '../../core/time.ts';
import type { Signed } from './clock.ts';

/** Secrets Manager. */
export interface SecretStore {
  describe(name: string): Promise<SecretDescription | undefined>;
  /** All versions, unlabelled ones included. */
  versions(arn: string): Promise<readonly SecretVersion[]>;
  policy(arn: string): Promise<string | undefined>;
  /** Secrets that carry our tags; those scheduled for deletion too. */
  list(namePrefix: string): AsyncIterable<readonly SecretDescription[]>;
  /**
   * Secrets that carry this user's id in our tag, whatever their names, as {@link list} tells them. AWS's lists may
   * miss the last five minutes.
   */
  ofUser(userId: string): Promise<readonly SecretDescription[]>;
  create(container: NewContainer, signed: Signed): Promise<{ readonly arn: string }>;
  /** Whether AWS takes this policy; what it says against it. */
  validatePolicy(arn: string, policy: string): Promise<readonly string[]>;
  putPolicy(arn: string, policy: string, signed: Signed): Promise<void>;
  /**
   * Writes the version once: `exists` when the id is taken by other bytes. Labels move to it from wherever they are;
   * AWSCURRENT never does. Fails as `doubtful` when AWS answers with another version, or without a label asked for.
   */
  putVersion(version: NewVersion, signed: Signed): Promise<'written' | 'exists'>;
  /** Compare-and-swap: fails as `invalid` when the label is not where `from` says. */
  moveLabel(move: LabelMove, signed: Signed): Promise<void>;
  tag(arn: string, tags: Readonly<Record<string, string>>, signed: Signed): Promise<void>;
  untag(arn: string, keys: readonly string[], signed: Signed): Promise<void>;
  restore(arn: string, signed: Signed): Promise<void>;
  scheduleDeletion(arn: string, days: number, signed: Signed): Promise<void>;
}

export interface SecretDescription {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: Instant;
  /** Where AWS says that it is written, which for a replica is another Region. */
  readonly primaryRegion: string | undefined;
  readonly deletionAt: Instant | undefined;
  readonly isRotationEnabled: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Labels by version id: of labelled versions alone. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly replicas: readonly { readonly region: string; readonly status: string }[];
}

export interface SecretVersion {
  readonly id: string;
  readonly createdAt: Instant;
  readonly labels: readonly string[];
  /** The UTC day of the last read, as its first moment; `undefined`: none is known. AWS tells no more than the day. */
  readonly lastReadOn?: Instant | undefined;
}

export interface NewContainer {
  readonly name: string;
  readonly description: string;
  readonly versionId: string;
  readonly placeholder: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly kmsKey: string | undefined;
}

export interface NewVersion {
  readonly arn: string;
  readonly versionId: string;
  /** Reads the value at the last moment, so that it exists nowhere else. */
  readonly value: () => string;
  readonly labels: readonly [string, ...string[]];
}

export interface LabelMove {
  readonly arn: string;
  readonly label: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}
