import type { AccessKeyId, AccountId } from '../../core/keys.ts';
import type { Policy } from '../../core/policy.ts';
import type { StepKind } from '../../core/step.ts';
import type { Instant } from '../../core/time.ts';
import type { Delivery } from '../ports/channel.ts';
import type { RunSummary } from './run-summary.ts';

/**
 * Everything of one account and one run that one recipient should know, whoever that is and by whatever way it goes.
 */
export interface Digest {
  readonly account: { readonly id: AccountId; readonly name: string };
  readonly partition: string;
  readonly at: Instant;
  readonly isDryRun: boolean;
  readonly policy: Policy;
  readonly notices: readonly Notice[];
  /** In a dry run: what would be done. */
  readonly planned?: readonly PlannedStep[];
}

/** One step that a dry run did not carry out. */
export interface PlannedStep {
  readonly user: { readonly name: string; readonly arn: string };
  readonly step: StepKind;
  readonly key: AccessKeyId | undefined;
  readonly reason: string;
}

/** One obligation towards one owner. */
export interface Notice {
  readonly kind: /** The new key is ready: install it. */
    | 'TELL'
    /** The key will be deactivated on `on`, unless it is used (`when-quiet`). */
    | 'WARN'
    /** The inactive key will be deleted on `on`. */
    | 'ANNOUNCE'
    /** The old key is still in use, after its grace. */
    | 'REMIND';
  readonly user: { readonly name: string; readonly arn: string };
  /** The key the notice is about: for TELL the new one. */
  readonly key: AccessKeyId;
  /** The old key, for TELL; the new key, for WARN, ANNOUNCE and REMIND of a predecessor. */
  readonly otherKey: AccessKeyId | undefined;
  /** Where the new key can be fetched. */
  readonly secret: { readonly arn: string; readonly region: string } | undefined;
  /** Not before this moment; for TELL, when the old key is deactivated at the earliest. */
  readonly on: Instant | undefined;
  readonly lastUsedAt: Instant | undefined;
  readonly reason: string;
  /** True when the owner could not be shown to be able to read the secret (a network-restricted user). */
  readonly isReadUnproven: boolean;
}

/** Renders and sends what the admins are told of a whole run. */
export interface Summaries {
  deliver(summary: RunSummary): Promise<Delivery>;
}
