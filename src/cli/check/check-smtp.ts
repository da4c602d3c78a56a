import { isAwsFault } from '../../app/faults/aws-fault.ts';
import { Fault } from '../../app/faults/fault.ts';
import { isMailFault, type MailFault } from '../../app/faults/mail-fault.ts';
import type { SmtpServer } from '../../app/settings/smtp.ts';
import type { SignIn } from '../../smtp/connect.ts';
import { type Finding, failed, ok } from './finding.ts';

/** Whether the SMTP server lets us in: it is connected to and signed in to, and sent nothing. */
export const checkSmtp = async ({ host, port }: SmtpServer, signIn: SignIn): Promise<Finding> => {
  try {
    await signIn();
    return ok(
      'SMTP',
      `${host} takes the sign-in on port ${port}, over TLS; whom it sends for, it tells by a mail only`,
    );
  } catch (error) {
    if (error instanceof Fault) return failed('SMTP', `${error.message} (${error.code})`, error.remedy);
    if (isAwsFault(error)) return failed('SMTP', error.message, 'allow ssm:GetParameter, and check the Region');
    if (isMailFault(error)) return failed('SMTP', `${host}, port ${port}: ${error.message}`, remedyFor(error));
    throw error;
  }
};

const remedyFor = ({ step, kind }: MailFault): string => {
  if (step === 'AUTH') return 'put the right user and password into the two parameters of SSM';
  if (kind === 'later') return 'check smtp.host, smtp.port and the way there, or try again later';
  return 'check smtp.host and smtp.port: the server must offer TLS, with a certificate of that name that this machine trusts';
};
