/** AWS Account Management. */
export interface AccountRegions {
  /** Codes of the Regions that are on in the account. */
  enabled(): Promise<readonly string[]>;
}
