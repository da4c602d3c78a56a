import type { AccessKeyId, AccountId } from '../../core/keys.ts';
import type { Policy } from '../../core/policy.ts';
import type { NoticeKind, StepKind } from '../../core/step.ts';
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
    /** The key will be deactivated on `on`; with `isUnlessUsed`, unless it is used until then. */
    | 'WARN'
    /** The inactive key will be deleted on `on`. */
    | 'ANNOUNCE'
    /** The old key is still in use, after its grace. */
    | 'REMIND'
    /** The key was deactivated; until `on` at least it can be switched on again. */
    | 'TELL_DEACTIVATED'
    /** The key is active again, by a person's hand. */
    | 'TELL_REACTIVATED'
    /** By a person's wish the role `reader` reads the user's secret until `on`. */
    | 'TELL_HANDOVER'
    /** The owner must clear something up himself: `reason` and `remedy` say what. */
    | 'ASK';
  readonly user: { readonly name: string; readonly arn: string };
  /** The key the notice is about: for TELL the new one. */
  readonly key: AccessKeyId;
  /**
   * The old key, for TELL; for the others the key of the secret: the new one, where the notice is about a predecessor.
   * It may be `key` itself, where the notice is about the key of the secret.
   */
  readonly otherKey: AccessKeyId | undefined;
  /** Where the new key can be fetched. */
  readonly secret: { readonly arn: string; readonly region: string } | undefined;
  /** ARN of the secret on which the mail is noted, whatever it is called; absent in what an older keyturn wrote. */
  readonly notedIn?: string;
  /**
   * Not before this moment; for TELL and TELL_REACTIVATED, when the old key is deactivated at the earliest, for
   * TELL_DEACTIVATED, when it is deleted at the earliest; for TELL_HANDOVER the end.
   */
  readonly on: Instant | undefined;
  /** For WARN: what is told happens only if the key is not used until then. */
  readonly isUnlessUsed: boolean;
  readonly lastUsedAt: Instant | undefined;
  readonly reason: string;
  /** For ASK, and for REMIND where a successor is overdue: what the owner can do. */
  readonly remedy?: string | undefined;
  /** True when the owner could not be shown to be able to read the secret (a network-restricted user). */
  readonly isReadUnproven: boolean;
  /** The user signs in to Amazon SES by SMTP; absent for others. */
  readonly sendsBySmtp?: boolean;
  /** For TELL_HANDOVER: ARN of the role. */
  readonly reader?: string;
}

/** Renders and sends what the admins are told of a whole run. */
export interface Summaries {
  deliver(summary: RunSummary): Promise<Delivery>;
}

/** What a run tells an owner: a handover is a person's act, which tells of itself. */
export const kindInRun = ({ kind }: Pick<Notice, 'kind'>): NoticeKind => {
  if (kind === 'TELL_HANDOVER') throw new Error('no run hands a secret over');
  return kind;
};
