/** Why a user's or an account's work ends here, without a fault of AWS: a value of the protocol, kept in the result. */
export type StopKind =
  /** Too little time is left to begin this safely. */
  | 'out-of-time'
  /** Our claim is too old to sign anything under it. */
  | 'claim-too-old'
  | 'interrupted'
  /** Our clock and AWS's differ by more than five minutes. */
  | 'clock-disagrees'
  /** An exemption that is set could not be looked up. */
  | 'exemption-unreadable'
  /** The mail service did not accept the notice: its owner is not told. */
  | 'mail-refused'
  /** The Region of the secrets is not on in this account. */
  | 'region-off'
  /** What AWS answered contradicts what keyturn holds. */
  | 'contradiction'
  /** The new key could not be shown to work: it is not promoted, and given up after a day. */
  | 'not-verified';

export class WorkStopped extends Error {
  readonly kind: StopKind;
  constructor(kind: StopKind, message: string) {
    super(message);
    this.name = 'Stop';
    this.kind = kind;
  }
}
