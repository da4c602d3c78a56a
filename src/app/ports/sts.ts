import type { AccountId } from '../../core/keys.ts';
import type { AccountRegions } from './account.ts';
import type { Signed } from './clock.ts';
import type { KeyCreationHistory, PolicyHistory } from './cloudtrail.ts';
import type { NewKey, Users } from './iam.ts';
import type { Account } from './organizations.ts';
import type { ProbeRequests } from './probe.ts';
import type { SecretValue } from './secret-value.ts';
import type { SecretStore } from './secrets-manager.ts';

/** STS: a way into each account. */
export interface AccountSessions {
  /** Who calls keyturn. */
  self(): Promise<Caller>;
  /** Assumes the member role; with `readOnly`, under a session policy of the reads alone. */
  open(account: Account, options: { readonly readOnly: boolean }): Promise<AccountSession>;
  /** The caller's own account, without a member role. */
  openOwn(options: { readonly readOnly: boolean }): Promise<AccountSession>;
}

export interface Caller {
  readonly accountId: AccountId;
  readonly arn: string;
  readonly partition: string;
}

/** An account in which secrets can be. */
export interface SecretsHome {
  /** Who works on them, and in which account they are. */
  readonly caller: Caller;
  /** Of that account's secrets in a Region. */
  listIn(region: string): SecretStore['list'];
}

/** What keyturn can do in one account. */
export interface AccountSession {
  readonly caller: Caller;
  readonly region: string;
  /** Where the secrets of the account's users are: in the account itself, or in the one that holds all secrets. */
  readonly secretsHome: SecretsHome;
  /** Where they would be if the other of these two were set; `undefined`: there is no other. */
  readonly otherHome: SecretsHome | undefined;
  readonly users: Users;
  readonly secretStore: SecretStore;
  readonly regions: AccountRegions;
  readonly keyCreations: KeyCreationHistory;
  readonly policyHistory: PolicyHistory;
  readonly verifier: Verifier;
  readonly probeRequests: ProbeRequests;
  /** AWS's clock less ours in ms, by the last answer; `undefined` before the first. */
  clockOffset(): number | undefined;
  /** Lets its clients go, each of which costs memory; the next request makes a new one. Nothing may be under way. */
  releaseClients(): void;
  close(): void;
}

/** Requests made as a new key itself, by its worker, while it holds it. */
export interface Verifier {
  /** `not-yet`: the key is not known to AWS yet. */
  identity(key: NewKey, signed: Signed): Promise<{ readonly accountId: string; readonly userId: string } | 'not-yet'>;
  /** `denied`: the owner may not read from where keyturn runs, or at all. */
  read(
    key: NewKey,
    version: { readonly arn: string; readonly versionId: string },
    signed: Signed,
  ): Promise<SecretValue | 'not-yet' | 'denied'>;
  /** With what the key signs in to the SMTP interface of SES in that Region, by its id; no request is sent. */
  smtpPassword(key: NewKey, region: string): string;
}
