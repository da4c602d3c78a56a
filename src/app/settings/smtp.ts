/** The SMTP server that sends the mails, and where in SSM Parameter Store its user and password are. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly userParameter: string;
  readonly passwordParameter: string;
}

type GivenServer = Omit<SmtpServer, 'host'> & { readonly host: string | undefined };

/** `undefined`: no host is named, so SES sends them by its API. */
export const smtpServerOf = ({ host, ...others }: GivenServer): SmtpServer | undefined =>
  host === undefined ? undefined : { host, ...others };
