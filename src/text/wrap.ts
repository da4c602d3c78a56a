import { oneLine } from './one-line.ts';

const WIDTH = 76;

/** Text as lines of a mail, the first one and the others behind their own indents. */
export const wrap = (text: string, first = '', rest = first): string => {
  const lines: string[] = [];
  let line = first;
  for (const word of oneLine(text).split(' ')) {
    const isEmpty = line === first || line === rest;
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = rest + word;
    } else line += isEmpty ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
};
