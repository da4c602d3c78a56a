import { inspect } from 'node:util';

/** Everything that can be got out of a value by printing it, in every way there is. */
export const printed = (value: unknown): string =>
  [
    inspect(value, { showHidden: true, depth: 12, getters: true, maxStringLength: null, maxArrayLength: null }),
    jsonOf(value),
    value instanceof Error ? `${value.message}\n${value.stack}` : '',
    `${typeof value === 'object' && value !== null ? '' : String(value)}`,
  ].join('\n');

const jsonOf = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    // Circular: `inspect` shows it.
    return '';
  }
};

/** A part this long of a secret is a leak, whatever was escaped, cut off or put around it. */
const TELLING = 12;

/** The secrets of which some part occurs in the text, as it is or encoded. */
export const leaksIn = (text: string, secrets: Iterable<string>): readonly string[] =>
  [...secrets].filter((secret) => formsOf(secret).some((form) => text.includes(form)));

const formsOf = (secret: string): readonly string[] => [
  ...windowsOf(secret),
  ...windowsOf(Buffer.from(secret).toString('hex')),
  ...windowsOf(encodeURIComponent(secret)),
  Buffer.from(secret).toString('base64').slice(0, 40),
  [...secret].reverse().join(''),
];

const windowsOf = (text: string): readonly string[] =>
  Array.from({ length: text.length - TELLING + 1 }, (_, start) => text.slice(start, start + TELLING));
