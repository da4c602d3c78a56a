import type { Summaries } from '../../app/notices/digest.ts';
import { isAddress } from '../../app/notices/owner-address.ts';
import type { RunSummary } from '../../app/notices/run-summary.ts';
import type { Delivery } from '../../app/ports/channel.ts';
import type { Mailer } from '../../app/ports/ses.ts';
import type { ReportEvent } from '../../app/results/events.ts';
import { html } from '../../text/html.ts';
import { oneLine } from '../../text/one-line.ts';
import { page } from '../page.ts';
import { sendMail } from '../send-mail.ts';
import { composeSummary, summarySubject } from './compose-summary.ts';
import { summaryHtml } from './summary-html.ts';
import { summaryText } from './summary-text.ts';

/** Renders what the admins are told of a run, and hands it to the mail service. */
export const createSummaries = ({ mailer, report }: SummariesParts): Summaries => ({
  deliver: async (summary) => {
    const delivery = await deliver(mailer, summary);
    report?.({ kind: 'mail', to: [summary.to], accepted: delivery.kind === 'accepted' });
    return delivery;
  },
});

export interface SummariesParts {
  readonly mailer: Mailer;
  readonly report?: ReportEvent | undefined;
}

const deliver = async (mailer: Mailer, summary: RunSummary): Promise<Delivery> => {
  const { from, to } = summary;
  if (!isAddress(from)) return { kind: 'refused', why: 'the sender is not one plain mail address: check adminEmail' };
  if (!isAddress(to)) return { kind: 'refused', why: 'the recipient is not one plain mail address: check adminEmail' };
  const message = composeSummary(summary);
  const subject = oneLine(summarySubject(summary), 200);
  const { html: body } = page({ title: html`${message.headline}`, body: summaryHtml(message), footer });
  return sendMail(mailer, { from, to: [to], cc: [], subject, html: body, text: summaryText(message) });
};

const footer = html`keyturn never sends a secret key by mail, and never asks for one.`;
