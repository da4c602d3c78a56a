import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mailer } from '../app/ports.ts';
import { ask, expected } from './ask.ts';
import type { Client } from './door.ts';

/** SES, version 2. */
export const sesMailer = (client: Client): Mailer => ({
  async send({ from, to, cc, subject, html, text }) {
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [...to], ...(cc.length === 0 ? {} : { CcAddresses: [...cc] }) },
      Content: { Simple: { Subject: utf8(subject), Body: { Html: utf8(html), Text: utf8(text) } } },
    });
    const { MessageId } = await ask(client, command);
    return { messageId: expected(MessageId, 'sesv2:SendEmail', 'MessageId') };
  },
});

const utf8 = (text: string): { Data: string; Charset: string } => ({ Data: text, Charset: 'UTF-8' });
