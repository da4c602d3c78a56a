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

/** SES answers "421 Too many concurrent SMTP connections" from a number on that it does not tell. */
const CONNECTIONS = 5;

/**
 * Mails by SMTP. One was sent when the server said so at its end, for one of its readers. What was refused for now, or
 * met no server, is sent again after pauses, to those alone who do not have it yet. A mailer lives for one run: a
 * sign-in that was refused is not tried again, since that may lock the user out, and a server that was silent for a
 * whole mail is asked once for each other one.
 */
export const smtpMailer = (sendOnce: SendOnce, clock: Clock): Mailer => {
  const places = createSemaphore(CONNECTIONS);
  let signIn: MailFault | undefined;
  let isSilent = false;
  const send = async (mail: Mail) => {
    const message = await writeMessage(mail, clock.now());
    const reception = createReception(mail, message);
    for (const pause of [...PAUSES, undefined]) {
      if (signIn !== undefined) throw signIn;
      const failure = await tryToSend(sendOnce, { mail, message, reception });
      if (failure?.step === 'AUTH' && failure.kind === 'refused') signIn = failure;
      const isOver = failure === undefined ? reception.open().length === 0 : failure.kind !== 'later';
      if (!isOver && pause !== undefined && !isSilent) {
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
      return places.run(() => send(mail));
    },
  };
};

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
