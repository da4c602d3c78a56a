import { createSemaphore } from '../app/concurrency/semaphore.ts';
import { isMailFault, MailFault } from '../app/faults/mail-fault.ts';
import { isAddress } from '../app/notices/owner-address.ts';
import type { Clock } from '../app/ports/clock.ts';
import type { Mail, Mailer } from '../app/ports/ses.ts';
import { SECOND } from '../core/time.ts';
import { writeMessage } from './message.ts';
import { createReception, type Reception } from './reception.ts';
import type { SendOnce } from './send-once.ts';

/** As for SES: a server that is busy is asked again after these. */
const PAUSES = [1, 2, 4, 8].map((seconds) => seconds * SECOND);

/** No try begins later than this after the first: a function has 90 seconds left for what is in hand. */
const LAST_TRY = 30 * SECOND;

/** SES answers "421 Too many concurrent SMTP connections" from a number on that it does not tell. */
const CONNECTIONS = 5;

/**
 * Mails by SMTP. One was sent when the server said so at its end, for one of its readers. What was refused for now, or
 * met no server, is sent again after pauses, to those alone who do not have it yet. A mailer lives for one run: until a
 * sign-in has worked it sends one mail at a time, and one that was refused is not tried again, since that may lock the
 * user out. A server that was silent for a whole mail is asked once for each other one.
 */
export const smtpMailer = (sendOnce: SendOnce, clock: Clock): Mailer => {
  const first = createSemaphore(1);
  const places = createSemaphore(CONNECTIONS);
  let hasSignedIn = false;
  let signIn: MailFault | undefined;
  let isSilent = false;
  const send = async (mail: Mail) => {
    const began = clock.now();
    const message = await writeMessage(mail, began);
    const reception = createReception(mail, message);
    for (const pause of [...PAUSES, undefined]) {
      if (signIn !== undefined) throw signIn;
      const failure = await tryToSend(sendOnce, { mail, message, reception });
      if (failure?.step === 'AUTH' && failure.kind === 'refused') signIn = failure;
      hasSignedIn ||= failure === undefined || !BEFORE_SIGN_IN.has(failure.step);
      const isOver = failure === undefined ? reception.open().length === 0 : failure.kind !== 'later';
      if (!isOver && !isSilent && pause !== undefined && clock.now() + pause <= began + LAST_TRY) {
        await clock.sleep(pause);
        continue;
      }
      isSilent = failure?.kind === 'later' && failure.step === 'connect';
      return reception.verdict(failure);
    }
    throw new Error('unreachable: the last of the pauses is none');
  };
  return {
    send: async (mail) => {
      refuseAddresses(mail);
      const own = hasSignedIn ? undefined : await first.run(async () => (hasSignedIn ? undefined : send(mail)));
      return own ?? places.run(() => send(mail));
    },
  };
};

const BEFORE_SIGN_IN: ReadonlySet<string> = new Set(['connect', 'EHLO', 'STARTTLS', 'AUTH', 'credentials']);

interface Attempt {
  readonly mail: Mail;
  readonly message: Awaited<ReturnType<typeof writeMessage>>;
  readonly reception: Reception;
}

/** `undefined`: the server answered for each recipient. */
const tryToSend = async (
  sendOnce: SendOnce,
  { mail: { from }, message: { bytes }, reception }: Attempt,
): Promise<MailFault | undefined> => {
  try {
    reception.note(await sendOnce({ from, to: reception.open() }, bytes));
    return undefined;
  } catch (error) {
    if (isMailFault(error)) return error;
    throw error;
  }
};

/** Whoever writes the mail has seen to it; a recipient more, or a header, is not left to the library alone. */
const refuseAddresses = ({ from, to, cc }: Mail): void => {
  if ([from, ...to, ...cc].every(isAddress)) return;
  throw new MailFault('refused', 'addresses', 'one of them is not one plain mail address');
};
