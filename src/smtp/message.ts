import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from '../app/ports/ses.ts';
import type { Instant } from '../core/time.ts';

export interface WrittenMessage {
  readonly bytes: Uint8Array;
  /** Of its header, in angle brackets. */
  readonly messageId: string;
}

/**
 * The mail as MIME. Addresses are given apart from their names, so that nobody reads a list or a header in them; the
 * library folds and encodes a subject, whatever is in it.
 */
export const writeMessage = async (mail: Mail, now: Instant): Promise<WrittenMessage> => {
  const { from, to, cc, subject, html, text } = mail;
  const node = new MailComposer({
    from: address(from),
    to: to.map(address),
    ...(cc.length === 0 ? {} : { cc: cc.map(address) }),
    subject,
    text,
    html,
    date: new Date(now),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  return { bytes: await node.build(), messageId: node.messageId() };
};

const address = (text: string) => ({ name: '', address: text });
