import type { Instant } from '../../core/time.ts';
import type { SandboxCredentials, SandboxService } from '../service-name.ts';

/** When the owner of an application takes over a new key from its secret. */
export type Adoption = 'at-once' | 'never' | { readonly afterDays: number };

export interface Interruption {
  readonly at: Instant;
  readonly code: string;
  readonly accessKeyId: string;
}

/** A program that signs in with a user's access key every so often. */
export interface Application {
  readonly accountId: string;
  readonly userName: string;
  readonly region: string;
  readonly everyMs: number;
  readonly adopt: Adoption;
  readonly secretName: string;
  /** What it calls besides GetCallerIdentity, if anything. */
  readonly also?: { readonly service: SandboxService; readonly operation: string; readonly input: unknown };
  credentials: SandboxCredentials;
  nextUseAt: Instant;
  /** For a late adopter: the key it saw in its secret, and when first. */
  offered?: { readonly accessKeyId: string; readonly seenAt: Instant };
  uses: number;
  interruptions: Interruption[];
}
