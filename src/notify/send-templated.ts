import { isAddress } from '../app/notices/owner-address.ts';
import type { Delivery } from '../app/ports/channel.ts';
import type { TemplateStore } from '../app/ports/s3.ts';
import type { Mailer } from '../app/ports/ses.ts';
import { html, htmlLines } from '../text/html.ts';
import { oneLine } from '../text/one-line.ts';
import { createRenderer } from './chosen-template.ts';
import { isPlaceholder, placeholders, type TemplateValues } from './placeholders.ts';
import { sendMail } from './send-mail.ts';
import { style } from './style.ts';
import type { TemplatedRequest } from './templated-request.ts';
import { templatedText } from './templated-text.ts';

export interface TemplatedParts {
  readonly mailer: Mailer;
  readonly store: TemplateStore;
}

const LONGEST_VALUE = 100_000;
const LONGEST_SUBJECT = 250;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** Fills in the template and sends it; what is wrong with the request is said all at once, and nothing is sent. */
export const sendTemplated = async (
  request: TemplatedRequest,
  { mailer, store }: TemplatedParts,
): Promise<Delivery> => {
  const problems = problemsIn(request);
  if (problems.length > 0) return { kind: 'refused', why: problems.join('; ') };
  const { from, to, template } = request;
  const values = valuesOf(request);
  const page = await createRenderer(store)(template, values);
  const remark = [page.remark, missingWords(request)].filter((each) => each !== undefined).join('; ');
  const subject = oneLine(request.subject, LONGEST_SUBJECT);
  const mail = { from, to: [to], cc: [], subject, html: page.html, text: templatedText(request) };
  return sendMail(mailer, mail, remark === '' ? undefined : remark);
};

const problemsIn = ({ from, to, subject, template, values }: TemplatedRequest): readonly string[] => {
  const strange = Object.keys(values).filter((name) => !isPlaceholder(name));
  const long = Object.keys(values).filter((name) => (values[name] ?? '').length > LONGEST_VALUE);
  return [
    ...(isAddress(from) ? [] : ['the sender is not one plain mail address: check adminEmail']),
    ...(isAddress(to) ? [] : ['email is not one plain mail address: give one as ann@example.com']),
    ...(oneLine(subject) === '' ? ['subject is empty: say what the mail is about'] : []),
    ...(CONTROL.test(subject) ? ['subject holds a line break or another control character: give one line'] : []),
    ...(template === '' || CONTROL.test(template) ? ['email_template is not the name of a template'] : []),
    ...(strange.length === 0
      ? []
      : [`template_values names ${namesOf(strange)}, which keyturn does not know: give ${placeholders.join(', ')}`]),
    ...(oneLine(values.actions ?? '') === '' ? ['template_values holds no actions: say what happened'] : []),
    ...(long.length === 0
      ? []
      : [`template_values holds more than ${LONGEST_VALUE} characters in ${namesOf(long)}: shorten it`]),
  ];
};

/** Every placeholder has a value: one that was not given is empty, and said so. */
const valuesOf = ({ from, values }: TemplatedRequest): TemplateValues => {
  const given = (name: string): string => (Object.hasOwn(values, name) ? oneLine(values[name] ?? '') : '');
  const lines = Object.fromEntries(placeholders.map((name) => [name, given(name)])) as Record<
    (typeof placeholders)[number],
    string
  >;
  return {
    ...lines,
    sender_email: lines.sender_email || from,
    actions: html`<div class="kt-text" style="${style.text}">${htmlLines(values.actions ?? '')}</div>`,
  };
};

const missingWords = ({ values }: TemplatedRequest): string | undefined => {
  const missing = placeholders.filter((name) => name !== 'sender_email' && !Object.hasOwn(values, name));
  return missing.length === 0 ? undefined : `no value was given for ${missing.join(', ')}`;
};

const namesOf = (names: readonly string[]): string =>
  names
    .slice(0, 10)
    .map((name) => `"${oneLine(name, 60)}"`)
    .join(', ');
