import { stripVTControlCharacters } from 'node:util';

/**
 * Text from elsewhere (names, tags, messages), safe to write to a terminal: no escape sequences, control characters,
 * bidirectional overrides or invisible characters, which could redraw the screen or make one name look like another.
 */
export const printable = (text: string, options: { readonly isAscii?: boolean } = {}): string => {
  const plain = stripVTControlCharacters(text)
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '');
  return options.isAscii ? plain.replace(/[^\u0020-\u007e]/gu, '?') : plain;
};

/** The same thing with every text in it made printable. */
export const printableDeep = <T>(value: T, options: { readonly isAscii?: boolean } = {}): T => {
  const visit = (inner: unknown): unknown => {
    if (typeof inner === 'string') return printable(inner, options);
    if (Array.isArray(inner)) return inner.map(visit);
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, each]) => [key, visit(each)]));
  };
  return visit(value) as T;
};
