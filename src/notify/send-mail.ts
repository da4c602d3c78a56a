import { type AwsFault, isAwsFault } from '../app/faults/aws-fault.ts';
import { isMailFault, type MailFault } from '../app/faults/mail-fault.ts';
import type { Delivery } from '../app/ports/channel.ts';
import type { Mail, Mailer } from '../app/ports/ses.ts';
import { oneLine } from '../text/one-line.ts';

/** Hands one mail to the mail service. What the service refuses is a value; what is no fault of it is thrown. */
export const sendMail = async (mailer: Mailer, mail: Mail, remark?: string): Promise<Delivery> => {
  try {
    const { messageId, remark: own } = await mailer.send(mail);
    const remarks = [remark, own].filter((each) => each !== undefined).join('; ');
    return { kind: 'accepted', messageId, ...(remarks === '' ? {} : { remark: remarks }) };
  } catch (error) {
    if (!isAwsFault(error) && !isMailFault(error)) throw error;
    return { kind: 'refused', why: whyRefused(error) };
  }
};

/** The service names the addresses that it refuses; a report need not. */
const whyRefused = ({ kind, message }: AwsFault | MailFault): string => {
  const words = oneLine(message, 300).replace(/\S+@\S+/g, '(an address)');
  return kind === 'doubtful' ? `${words}; it may have been sent all the same` : words;
};
