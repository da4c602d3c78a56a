import type { Mutant } from './guards.ts';

const mailer = 'src/smtp/mailer.test.ts';
const answers = 'src/smtp/answers.test.ts';
const credentials = 'src/smtp/credentials.test.ts';

/** What keeps a mail by SMTP, and the password that goes before it, from strangers, and nobody told who is not. */
export const smtpMutants: readonly Mutant[] = [
  {
    guard: 'no mail and no password goes without STARTTLS',
    file: 'src/smtp/session.ts',
    text: '    requireTLS: !isTlsFromTheStart,\n',
    without: '',
    tests: mailer,
  },
  {
    guard: 'no mail and no password goes to a certificate that nobody vouches for',
    file: 'src/smtp/session.ts',
    text: 'rejectUnauthorized: true',
    without: 'rejectUnauthorized: false',
    tests: mailer,
  },
  {
    guard: 'a mail that was handed over and not answered is in doubt',
    file: 'src/smtp/session.ts',
    text: "throw isHandedOver ? new SmtpFailure('answer', error.cause) : error;",
    without: 'throw error;',
    tests: answers,
  },
  {
    guard: 'a mail in doubt is not sent again at once',
    file: 'src/smtp/mailer.ts',
    text: ": failure.kind !== 'later';",
    without: ": failure.kind === 'refused';",
    tests: answers,
  },
  {
    guard: 'a refusal for good is not sent again',
    file: 'src/smtp/mailer.ts',
    text: ": failure.kind !== 'later';",
    without: ": failure.kind === 'doubtful';",
    tests: answers,
  },
  {
    guard: 'a sign-in that was refused is not tried again in a run',
    file: 'src/smtp/mailer.ts',
    text: '      if (signIn !== undefined) throw signIn;\n',
    without: '',
    tests: mailer,
  },
  {
    guard: 'until a sign-in has worked, one mail goes at a time',
    file: 'src/smtp/mailer.ts',
    text: 'const own = hasSignedIn ? undefined : ',
    without: 'const own = first !== undefined ? undefined : ',
    tests: mailer,
  },
  {
    guard: 'an owner whose address was refused is not told, whoever has a copy',
    file: 'src/smtp/reception.ts',
    text: 'if (id !== undefined && to.some((each) => accepted.has(each)))',
    without: 'if (id !== undefined)',
    tests: answers,
  },
  {
    guard: 'who has a mail gets it once',
    file: 'src/smtp/reception.ts',
    text: '.filter((each) => !accepted.has(each) && ',
    without: '.filter((each) => ',
    tests: answers,
  },
  {
    guard: 'an SMTP server that repeats the password puts it into no message',
    file: 'src/smtp/smtp-failure.ts',
    text: "rest.replaceAll(form, '[removed]')",
    without: 'rest',
    tests: answers,
  },
  {
    guard: 'a refused sign-in quotes nothing',
    file: 'src/smtp/smtp-failure.ts',
    text: "if (phase === 'AUTH' && code !== undefined && code >= 500)",
    without: "if (phase === 'AUTH' && code === 0)",
    tests: mailer,
  },
  {
    guard: 'an SMTP password that lies open in SSM is not used',
    file: 'src/smtp/credentials.ts',
    text: "refuseWhatIsWrong(passwordParameter, password, ['SecureString']);",
    without: 'void passwordParameter;',
    tests: credentials,
  },
  {
    guard: 'no recipient and no header comes into a mail by an address',
    file: 'src/smtp/mailer.ts',
    text: '      refuseAddresses(mail);\n',
    without: '',
    tests: mailer,
  },
  {
    guard: 'by SMTP to SES too, a mail that nobody gets counts for nobody as told',
    file: 'src/smtp/connect.ts',
    text: 'region === undefined ? mailer',
    without: "region !== '' ? mailer",
    tests: 'src/smtp/connect.test.ts',
  },
];
