/**
 * JSON for people and programs: what a terminal would act on, or not show, is written as an escape, so that it is the
 * same value to a parser and nothing but text to a screen. (JSON itself asks this of the first 32 characters alone.)
 */
export const jsonText = (value: unknown): string => `${harmless(JSON.stringify(value, undefined, 2))}\n`;

/** The same on one line. */
export const lineText = (value: unknown): string => `${harmless(JSON.stringify(value))}\n`;

const harmless = (json: string): string => json.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);

/** As two escapes where the character takes two. */
const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
