import { oneLine } from '../text/one-line.ts';
import type { TemplatedRequest } from './templated-request.ts';
import { wrapMail } from './wrap-mail.ts';

/** The same mail without a template, for readers of plain text. */
export const templatedText = ({ subject, values }: TemplatedRequest): string => {
  const about = [nameOf(values), oneLine(values.timestamp ?? '')].filter((part) => part !== '');
  const blocks = [
    [wrapMail(subject), ...(about.length === 0 ? [] : [wrapMail(about.join(', '))])].join('\n'),
    linesOf(values.actions ?? ''),
    wrapMail('keyturn never sends a secret key by mail, and never asks for one.'),
  ];
  return `${blocks.join('\n\n')}\n`;
};

/** As `Account payments (123456789012)`. */
const nameOf = ({ account_name = '', account_id = '' }: TemplatedRequest['values']): string => {
  const [name, id] = [oneLine(account_name), oneLine(account_id)];
  if (name === '' && id === '') return '';
  return name === '' || id === '' ? `Account ${name}${id}` : `Account ${name} (${id})`;
};

/** Unwrapped: a command among them can be copied. */
const linesOf = (text: string): string =>
  text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => oneLine(line, Number.POSITIVE_INFINITY))
    .join('\n')
    .trim();
