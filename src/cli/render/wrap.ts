import type { Style } from '../terminal/style.ts';

/** Plain text broken at blanks to fit `width`; lines after the first begin with `indent`. Longer words stay whole. */
export const wrap = (text: string, width: number, indent = '  '): string[] => {
  const lines: string[] = [];
  const [first = '', ...words] = text.trim().split(' ');
  let line = `${text.slice(0, text.search(/\S|$/))}${first}`;
  for (const word of words) {
    const longer = `${line} ${word}`;
    if (longer.length <= width) line = longer;
    else {
      lines.push(line);
      line = `${indent}${word}`;
    }
  }
  return [...lines, line];
};

/** A text behind a mark, broken to the sink's width. */
export const wrapped = (style: Style, mark: string, text: string): string[] => {
  const [first = '', ...others] = wrap(text, style.columns - 4);
  return [`${mark} ${first}`, ...others];
};
