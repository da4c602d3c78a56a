import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { isAwsFault } from '../../app/faults/aws-fault.ts';
import type { Clock } from '../../app/ports/clock.ts';
import type { Mail, Mailer } from '../../app/ports/ses.ts';
import { SECOND } from '../../core/time.ts';
import type { Client } from '../client/client-factory.ts';
import { ask, expected } from '../client/send.ts';
import type { SesPace } from './send-rate.ts';

/**
 * SES tells who sends faster than its rate (1 mail a second in its sandbox) to slow down, and has not sent that mail.
 */
const PAUSES = [1, 2, 4, 8].map((seconds) => seconds * SECOND);

const unpaced: SesPace = async () => undefined;

/**
 * SES, version 2, over a client that sends once: a mail whose answer was lost may have gone out, and SES takes it
 * again.
 */
export const sesMailer = (client: Client, clock: Clock, pace = unpaced): Mailer => ({
  async send(mail) {
    const recipients = mail.to.length + mail.cc.length;
    for (const pause of PAUSES) {
      try {
        await pace(recipients);
        return await sendOnce(client, mail);
      } catch (error) {
        if (!isAwsFault(error, 'throttled')) throw error;
        await clock.sleep(pause);
      }
    }
    await pace(recipients);
    return sendOnce(client, mail);
  },
});

const sendOnce = async (client: Client, mail: Mail): Promise<{ readonly messageId: string }> => {
  const { from, to, cc, subject, html, text } = mail;
  const command = new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [...to], ...(cc.length === 0 ? {} : { CcAddresses: [...cc] }) },
    Content: { Simple: { Subject: utf8(subject), Body: { Html: utf8(html), Text: utf8(text) } } },
  });
  const { MessageId } = await ask(client, command);
  return { messageId: expected(MessageId, 'sesv2:SendEmail', 'MessageId') };
};

const utf8 = (text: string): { Data: string; Charset: string } => ({ Data: text, Charset: 'UTF-8' });
