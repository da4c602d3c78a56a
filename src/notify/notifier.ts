import { type AwsFault, isAwsFault } from '../app/aws-fault.ts';
import type { Delivery, Digest, Notifier } from '../app/digest.ts';
import type { Report } from '../app/events.ts';
import { isAddress } from '../app/owner-address.ts';
import type { Mail, Mailer } from '../app/ports.ts';
import { createRenderer, type TemplatePlace } from './chosen-template.ts';
import { compose } from './compose.ts';
import { htmlPart } from './html-part.ts';
import { oneLine } from './one-line.ts';
import { valuesOf } from './placeholders.ts';
import { subjectOf } from './subject.ts';
import { textPart } from './text-part.ts';

export interface NotifierParts {
  readonly mailer: Mailer;
  /** The organization's own template; `undefined`: the built-in one. */
  readonly templates?: TemplatePlace | undefined;
  readonly report?: Report | undefined;
}

/** Renders digests and hands them to the mail service. One for each run: it reads the template once. */
export const createNotifier = ({ mailer, templates, report }: NotifierParts): Notifier => {
  const render = createRenderer(templates);
  const deliver = async (digest: Digest): Promise<Delivery> => {
    const why = whyUnsendable(digest);
    if (why !== undefined) return { kind: 'refused', why };
    const message = compose(digest);
    const { html, remark } = await render(valuesOf(digest, htmlPart(message)));
    const { from, to, cc } = digest;
    return send(mailer, { from, to, cc, subject: subjectOf(digest), html, text: textPart(message) }, remark);
  };
  return {
    deliver: async (digest) => {
      const delivery = await deliver(digest);
      report?.({ kind: 'mail', to: digest.to, accepted: delivery.kind === 'accepted' });
      return delivery;
    },
  };
};

const send = async (mailer: Mailer, mail: Mail, remark: string | undefined): Promise<Delivery> => {
  try {
    const { messageId } = await mailer.send(mail);
    return { kind: 'accepted', messageId, ...(remark === undefined ? {} : { remark }) };
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    return { kind: 'refused', why: whyRefused(error) };
  }
};

/** An address with a line break, a list or a display name could add recipients or headers. */
const whyUnsendable = ({ from, to, cc, notices }: Digest): string | undefined => {
  if (notices.length === 0) return 'there is nothing to tell';
  if (to.length === 0) return 'nobody is known to write to';
  if (!isAddress(from)) return 'the sender is not one plain mail address: check adminEmail';
  if (!to.every(isAddress)) return 'the recipient is not one plain mail address: check the address of the account';
  if (!cc.every(isAddress)) return 'an address in copy is not one plain mail address: check adminEmail';
  return undefined;
};

/** SES names the addresses that it refuses; a report need not. */
const whyRefused = ({ kind, message }: AwsFault): string => {
  const words = oneLine(message, 300).replace(/\S+@\S+/g, '(an address)');
  return kind === 'doubtful' ? `${words}; it may have been sent all the same` : words;
};
