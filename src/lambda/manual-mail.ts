import type { Delivery } from '../app/ports/channel.ts';
import type { TemplateStore } from '../app/ports/s3.ts';
import type { Mailer } from '../app/ports/ses.ts';
import { createRenderer } from '../notify/chosen-template.ts';
import { type Placeholder, placeholders, type TemplateValues } from '../notify/placeholders.ts';
import { sendMail } from '../notify/send-mail.ts';
import { htmlLines } from '../text/html.ts';
import { oneLine } from '../text/one-line.ts';
import type { ManualMail } from './notifier-event.ts';

interface ManualMailParts {
  readonly mailer: Mailer;
  readonly store: TemplateStore | undefined;
  readonly from: string;
  /** Of the templates, with a slash at its end. */
  readonly folder: string;
}

/** A mail by hand: every value is text, and stays text in the template. */
export const sendManualMail = async (
  { email, subject, email_template, template_values }: ManualMail,
  { mailer, store, from, folder }: ManualMailParts,
): Promise<Delivery> => {
  const entries = placeholders.map((name) => [name, filledIn(name, template_values[name])] as const);
  const render = createRenderer(store);
  const { html, remark } = await render(`${folder}${email_template}`, Object.fromEntries(entries) as TemplateValues);
  const text = template_values.actions ?? '';
  return sendMail(mailer, { from, to: [email], cc: [], subject: oneLine(subject, 200), html, text }, remark);
};

const filledIn = (name: Placeholder, value = ''): TemplateValues[Placeholder] =>
  name === 'actions' ? htmlLines(value) : oneLine(value);
