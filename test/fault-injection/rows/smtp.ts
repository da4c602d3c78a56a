import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** F92 and F93: mails by SMTP. */
export const smtp: readonly FaultRow[] = [
  {
    id: 'F92',
    words:
      'an SMTP server offers no TLS, shows a foreign certificate, or refuses the sign-in = neither password nor mail is sent, nobody is told, and the old keys stay',
    tests: [
      ...here.smtpMailer(
        'where the server offers no STARTTLS',
        'where nobody whom we trust signed the certificate, %s',
        'where the certificate is for another host',
        'is a refusal that quotes nothing, and is not tried again in the run: that could lock the user out',
      ),
      ...here.deployedSmtp('tells nobody where %s, and touches no old key, until it is put right'),
    ],
  },
  {
    id: 'F93',
    words:
      'an SMTP server is busy, falls silent, refuses a recipient, or dies before its answer = a mail counts where a reader was accepted, and in no other case',
    tests: here.smtpAnswers(
      '%i is tried again after pauses, and accepted',
      'what stays refused for now is told after five tries',
      'between the end of the mail and the answer leaves it in doubt: it is not sent again, nor told as sent',
      'alone is a refusal, though those in copy have the mail',
      'for now is sent to again, and nobody has the mail twice',
    ),
  },
];
