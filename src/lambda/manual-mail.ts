import { isAddress } from '../app/notices/owner-address.ts';
import type { Delivery } from '../app/ports/channel.ts';
import type { TemplateStore } from '../app/ports/s3.ts';
import type { Mailer } from '../app/ports/ses.ts';
import { readUnlessBroken } from '../app/run-bucket/json.ts';
import { runKeys } from '../app/run-bucket/keys.ts';
import type { RunStore } from '../app/run-bucket/ports.ts';
import { createRenderer } from '../notify/chosen-template.ts';
import { type Placeholder, placeholders, type TemplateValues } from '../notify/placeholders.ts';
import { sendMail } from '../notify/send-mail.ts';
import { htmlLines } from '../text/html.ts';
import { oneLine } from '../text/one-line.ts';
import { MANUAL_EXAMPLE, type ManualMail } from './notifier-event.ts';
import { refusedEvent, shown } from './parse-event.ts';

interface ManualMailParts {
  readonly mailer: Mailer;
  readonly store: TemplateStore | undefined;
  readonly from: string;
  readonly to: string;
  /** Of the templates, with a slash at its end. */
  readonly folder: string;
}

/**
 * Whom a mail by hand goes to, in keyturn's own words: the administrators, or the account that the mail is about. The
 * AWS sample writes to anybody; but such a mail comes from the administrators' own address, and says what its sender
 * likes. The notifier may list no accounts, so that their addresses are those of the last run over all of them.
 * @throws Fault for any other address
 */
export const manualRecipient = async (
  { email, template_values: { account_id: account } }: ManualMail,
  { admin, store }: { readonly admin: string; readonly store: RunStore },
): Promise<string> => {
  const known = [admin, ...(account === undefined ? [] : await addressOf(account, store))];
  const recipient = known.find((address) => address.toLowerCase() === email.toLowerCase());
  if (recipient !== undefined) return recipient;
  throw refusedEvent({ example: MANUAL_EXAMPLE }, [
    `email is ${shown(email)}: give ${admin}, or the address of the account that template_values.account_id names (${account === undefined ? 'it names none' : 'as AWS Organizations had it when the last run over all accounts began'})`,
  ]);
};

/** None: there was no run over all accounts yet, or the account was not among them. */
const addressOf = async (account: string, store: RunStore): Promise<readonly string[]> => {
  const addresses = await readUnlessBroken(store, runKeys.accountAddresses);
  if (typeof addresses !== 'object' || addresses === null || !Object.hasOwn(addresses, account)) return [];
  const address: unknown = (addresses as Readonly<Record<string, unknown>>)[account];
  return typeof address === 'string' && isAddress(address) ? [address] : [];
};

/** A mail by hand: every value is text, and stays text in the template. */
export const sendManualMail = async (
  { subject, email_template, template_values }: ManualMail,
  { mailer, store, from, to, folder }: ManualMailParts,
): Promise<Delivery> => {
  const entries = placeholders.map((name) => [name, filledIn(name, template_values[name])] as const);
  const render = createRenderer(store);
  const { html, remark } = await render(`${folder}${email_template}`, Object.fromEntries(entries) as TemplateValues);
  const text = template_values.actions ?? '';
  return sendMail(mailer, { from, to: [to], cc: [], subject: oneLine(subject, 200), html, text }, remark);
};

const filledIn = (name: Placeholder, value = ''): TemplateValues[Placeholder] =>
  name === 'actions' ? htmlLines(value) : oneLine(value);
