/**
 * `later`: not taken now, and the server says, or its silence, that it may be later. `refused`: not taken, and not by
 * asking again. `doubtful`: the whole mail was handed over, and no answer came; it may have been sent.
 */
export type MailFaultKind = 'later' | 'refused' | 'doubtful';

/** A mail that an SMTP server did not take. Carries neither the user nor the password. */
export class MailFault extends Error {
  readonly kind: MailFaultKind;
  /** At which step of the conversation, as `connect`, `AUTH` or `RCPT TO`. */
  readonly step: string;

  constructor(kind: MailFaultKind, step: string, message: string) {
    super(`SMTP ${step}: ${message}`);
    this.name = 'MailFault';
    this.kind = kind;
    this.step = step;
  }
}

export const isMailFault = (error: unknown, ...kinds: readonly MailFaultKind[]): error is MailFault =>
  error instanceof MailFault && (kinds.length === 0 || kinds.includes(error.kind));
