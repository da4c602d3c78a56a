import type { Digest } from '../app/notices/digest.ts';
import type { Recipients } from '../app/ports/channel.ts';
import type { Mail } from '../app/ports/ses.ts';
import { digestExample, recipientsExample } from './digest-example.ts';
import { connectNotifier } from './notifier.ts';

/** The mail that is sent for the example's digest with these changes. */
export const mailOf = async (change: Partial<Digest>, recipients?: Partial<Recipients>): Promise<Mail> => {
  const mails: Mail[] = [];
  const mailer = { send: async (mail: Mail) => ({ messageId: `m${mails.push(mail)}` }) };
  await connectNotifier({ mailer }).deliver(digestExample(change), recipientsExample(recipients));
  const [mail] = mails;
  if (mail === undefined) throw new Error('no mail');
  return mail;
};

/** The text of a mail without its line breaks. */
export const textOf = async (change: Partial<Digest>, recipients?: Partial<Recipients>): Promise<string> =>
  (await mailOf(change, recipients)).text.replace(/\s+/g, ' ');
