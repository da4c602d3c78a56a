/** One matter of a subject; `noun` names what is counted. */
export type Phrase = (noun: Noun) => string;

/** As `access keys`, or `key` where it was said before. */
export type Noun = (count: number) => string;

/** `7 new access keys; 1 old key is back`: `access` is said once. */
export const sayAll = (phrases: readonly Phrase[]): string =>
  phrases.map((phrase, i) => phrase(i === 0 ? accessKeys : keys)).join('; ');

const keys: Noun = (count) => (count === 1 ? 'key' : 'keys');

const accessKeys: Noun = (count) => `access ${keys(count)}`;
