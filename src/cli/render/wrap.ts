import { wrap } from '../../text/wrap.ts';
import type { Style } from '../terminal/style.ts';

/** Plain text broken to fit `width`; lines after the first begin with `indent`. */
export const wrapTo = (text: string, width: number, indent = '  '): string[] =>
  wrap(text.trim(), { width, first: text.slice(0, text.search(/\S|$/)), rest: indent });

/** A text behind a mark, broken to the sink's width. */
export const wrapped = (style: Style, mark: string, text: string): string[] => {
  const [first = '', ...others] = wrapTo(text, style.columns - 4);
  return [`${mark} ${first}`, ...others];
};
