import { oneLine } from './one-line.ts';

/** HTML that the tag below has made: its values are escaped. */
export interface Html {
  readonly html: string;
}

type Value = string | number | Html | readonly Html[];

/** HTML with every value made one line and escaped, for text and for quoted attributes. Nested HTML stays as it is. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  html: parts.map((part, i) => part + render(values[i] ?? '')).join(''),
});

const render = (value: Value): string => {
  if (typeof value === 'string') return escapeHtml(oneLine(value));
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map((each) => each.html).join('');
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** Text of several lines, with its breaks kept. */
export const htmlLines = (text: string): Html => ({
  html: text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => escapeHtml(oneLine(line, Number.POSITIVE_INFINITY)))
    .join('<br>\n'),
});
