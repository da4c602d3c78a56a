/** As `12,594`. */
export const number = (value: number): string => value.toLocaleString('en-US');

/** As `1 mail`, `12,594 sign-ins`. */
export const plural = (count: number, word: string): string => `${number(count)} ${word}${count === 1 ? '' : 's'}`;

/** The first few, and how many more. */
export const some = (names: readonly string[], most: number): string =>
  names.length <= most
    ? names.join(', ')
    : `${names.slice(0, most - 1).join(', ')} and ${number(names.length - most + 1)} more`;
