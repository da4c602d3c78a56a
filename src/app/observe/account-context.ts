import type { AccountId } from '../../core/keys.ts';
import type { Instant } from '../../core/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Account } from '../ports/organizations.ts';
import type { AccountSession } from '../ports/sts.ts';
import type { Settings } from '../settings/settings.ts';
import type { ExemptionLookup } from './exemptions.ts';
import type { ListedSecrets } from './list-secrets.ts';
import type { WriterRollout } from './writer-rollout.ts';

/** One account in one run: everything a step needs besides its user. */
export interface AccountContext {
  readonly account: Account;
  readonly session: AccountSession;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly nonce: () => string;
  /** Sleeps, and lets another account be worked meanwhile. */
  readonly pause: Clock['sleep'];
  /** When the process ends, if that is known (a Lambda's time limit). */
  readonly deadline: Instant | undefined;
  /** Who is exempt here; reads the groups once an account. */
  readonly exemptions: () => Promise<ExemptionLookup>;
  /** Our secrets here, listed once an account; `undefined`: they could not be listed. */
  readonly secrets: () => Promise<ListedSecrets | undefined>;
  /** Whom the policies of secrets name as writers here; `undefined`: nobody is named. */
  readonly writers: readonly string[] | undefined;
  /** Which policies of an earlier form are brought up to date in this run. */
  readonly rollout: WriterRollout;
  /** Accounts in which secrets of its users may be, by this setting or the other. */
  readonly homes: readonly AccountId[];
  /** What the policy says that lets users read their own secret, read once an account. */
  readonly readPolicy: () => Promise<string>;
  /** Somebody sends mails here, or leaves them for a step that does. */
  readonly canTell: boolean;
  /** ARN of whoever runs keyturn: never rotated by itself. */
  readonly selfArn: string;
  /** Something about the run that a person should know; each text once. */
  readonly remark: (text: string) => void;
}
