import type { Digest } from '../app/notices/digest.ts';
import { isAddress } from '../app/notices/owner-address.ts';
import type { Channel, Delivery } from '../app/ports/channel.ts';
import type { TemplateStore } from '../app/ports/s3.ts';
import type { Mailer } from '../app/ports/ses.ts';
import type { ReportEvent } from '../app/results/events.ts';

import type { TemplateObjects } from '../app/settings/templates.ts';
import type { AddressedDigest } from './addressed-digest.ts';
import { createRenderer } from './chosen-template.ts';
import { compose } from './compose.ts';
import { htmlPart } from './html-part.ts';
import { valuesOf } from './placeholders.ts';
import { plannedOf } from './planned-of.ts';
import { sendMail } from './send-mail.ts';
import { subjectOf } from './subject/subject.ts';
import { textPart } from './text-part.ts';

export interface MailChannelParts {
  readonly mailer: Mailer;
  /** The organization's own templates; `undefined`: the built-in one. */
  readonly templates?: TemplatePlaces | undefined;
  readonly report?: ReportEvent | undefined;
}

export type TemplatePlaces = Omit<TemplateObjects, 'bucket'> & { readonly store: TemplateStore };

/** Renders digests and hands them to the mail service. One for each run: it reads each template once. */
export const createMailChannel = ({ mailer, templates, report }: MailChannelParts): Channel<Digest> => {
  const render = createRenderer(templates?.store);
  const deliver = async (digest: AddressedDigest): Promise<Delivery> => {
    const why = whyUnsendable(digest);
    if (why !== undefined) return { kind: 'refused', why };
    const message = compose(digest);
    const template = digest.isDryRun ? templates?.audit : templates?.enforce;
    const { html, remark } = await render(template, valuesOf(digest, htmlPart(message)));
    const { from, to, cc } = digest;
    return sendMail(mailer, { from, to, cc, subject: subjectOf(digest), html, text: textPart(message) }, remark);
  };
  return {
    deliver: async (digest, recipients) => {
      const delivery = await deliver({ ...digest, ...recipients });
      report?.({ kind: 'mail', to: recipients.to, accepted: delivery.kind === 'accepted' });
      return delivery;
    },
  };
};

/** An address with a line break, a list or a display name could add recipients or headers. */
const whyUnsendable = (digest: AddressedDigest): string | undefined => {
  const { from, to, cc, notices } = digest;
  if (notices.length === 0 && plannedOf(digest).length === 0) return 'there is nothing to tell';
  if (to.length === 0) return 'nobody is known to write to';
  if (!isAddress(from)) return 'the sender is not one plain mail address: check adminEmail';
  if (!to.every(isAddress)) return 'the recipient is not one plain mail address: check the address of the account';
  if (!cc.every(isAddress)) return 'an address in copy is not one plain mail address: check adminEmail';
  return undefined;
};
