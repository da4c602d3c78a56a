/** ESC [ ... letter: colours and cursor moves of a terminal. */
const TERMINAL_SEQUENCE = /\p{Cc}\[[0-?]*[ -/]*[@-~]/gu;
/** Bidi overrides, zero-width characters, soft hyphens: what makes text look like other text. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const BREAK_OR_CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
const HALF_CHARACTER = /\p{Cs}/gu;

/** A value as one line of plain, visible text of at most `limit` characters, whatever it was before. */
export const oneLine = (value: string, limit = 1_000): string => {
  const clean = value
    .replace(TERMINAL_SEQUENCE, '')
    .replace(BREAK_OR_CONTROL, ' ')
    .replace(INVISIBLE, '')
    .replace(HALF_CHARACTER, '\ufffd')
    .trim();
  const characters = Array.from(clean);
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : clean;
};
