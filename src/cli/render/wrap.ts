import { wrap } from '../../text/wrap.ts';
import type { Style } from '../terminal/style.ts';

/** Plain text broken to fit `width`; lines after the first begin with `indent`. */
export const wrapTo = (text: string, width: number, indent = '  '): string[] =>
  wrap(text.trim(), { width, first: text.slice(0, text.search(/\S|$/)), rest: indent });

/** A text behind a mark, which blanks may precede, broken to the sink's width; it goes on where it began. */
export const wrapped = (style: Style, mark: string, text: string): string[] => {
  const indent = ' '.repeat(mark.search(/\S/) + 2);
  const [first = '', ...others] = wrapTo(text, style.columns - 2 - indent.length, indent);
  return [`${mark} ${first}`, ...others];
};
