import type { AccountId } from '../../core/keys.ts';
import type { Policy } from '../../core/policy.ts';

/** Everything a deployment decides. Parsed and checked at the edge (`parseSettings`); trusted inside. */
export interface Settings {
  readonly policy: Policy;
  readonly exemptions: readonly ExemptionRule[];
  /** Sender of every notice, and receiver of escalations. Needed by apply. */
  readonly adminEmail: string | undefined;
  readonly memberRole: string;
  /** Role to assume in order to list accounts; `undefined`: the caller lists them itself. */
  readonly listRole: string | undefined;
  /** Account that holds the list role; `undefined`: the caller's own. */
  readonly listAccount: AccountId | undefined;
  readonly organizationId: string | undefined;
  /**
   * `resource-policy` attaches nothing to the user: enough within one account, and it keeps Security Hub IAM.2 quiet.
   */
  readonly grant: 'policy-and-resource' | 'resource-policy';
  readonly pace: Pace;
  readonly breaker: Breaker;
  /** Region of the secrets; `undefined`: the Region keyturn runs in. */
  readonly secretRegion: string | undefined;
  /** KMS key of the secrets; `undefined`: the account's default key for Secrets Manager. */
  readonly kmsKey: string | undefined;
  readonly templates: TemplateObjects | undefined;
  /** Tag of a user that names the owner's address. */
  readonly ownerTag: string | undefined;
  /** Domains that an owner's address may be in; empty: the domain of adminEmail only. */
  readonly ownerDomains: readonly string[];
  /** Take over secrets of our name that keyturn did not make. */
  readonly adopt: boolean;
  /** Name of this installation; a secret of another one is left alone. */
  readonly deployment: string;
  readonly discovery: 'report' | 'list';
  /** How many accounts, and users of one account, are worked at a time. */
  readonly parallelAccounts: number;
  readonly parallelUsers: number;
}

/** Where the organization's own mail templates lie: for real runs, and for dry runs. */
export interface TemplateObjects {
  readonly bucket: string;
  /** Object keys. */
  readonly enforce: string;
  readonly audit: string;
}

/** At most so many keys are deactivated or deleted a day: the larger of the number and the share. */
export interface Pace {
  readonly accountKeys: number;
  readonly accountPercent: number;
  readonly organizationKeys: number;
  readonly organizationPercent: number;
  /**
   * Users who get a new key in one run, in one account and in all; `undefined`: no limit. Whom a person named is not
   * counted.
   */
  readonly rotationsPerAccount: number | undefined;
  readonly rotationsPerRun: number | undefined;
}

/** Opens when more than both would be retired in one account in one day. */
export interface Breaker {
  readonly keys: number;
  readonly percent: number;
}

/** Whoever matches is left alone until `until` (the end of that day, UTC). */
export interface ExemptionRule {
  readonly by: 'group' | 'tag' | 'path' | 'account' | 'ou';
  /** Group name, `key=value`, path prefix, account id, or OU id. */
  readonly value: string;
  readonly reason?: string | undefined;
  readonly approver?: string | undefined;
  /** ISO date, as 2027-01-31. */
  readonly until?: string | undefined;
}
