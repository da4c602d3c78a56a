export interface Fit {
  readonly width: number;
  /** What the first line begins with. */
  readonly first: string;
  /** What the others begin with. */
  readonly rest: string;
}

/** Plain text broken at blanks, so that lines fit. A word that is longer stays whole. */
export const wrap = (text: string, { width, first, rest }: Fit): string[] => {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(' ')) {
    const isEmpty = line === first || line === rest;
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest + word;
    } else line += isEmpty ? word : ` ${word}`;
  }
  return [...lines, line];
};
