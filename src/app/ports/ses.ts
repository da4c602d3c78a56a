/** What sends mails: SES, or an SMTP server. */
export interface Mailer {
  /**
   * The id that the service accepted the mail under, and what a person should know. A refusal is an {@link AwsFault} of
   * SES, or a {@link MailFault} of an SMTP server.
   */
  send(mail: Mail): Promise<{ readonly messageId: string; readonly remark?: string }>;
}

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}
