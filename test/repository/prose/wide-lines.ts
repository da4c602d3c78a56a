import ts from 'typescript';

/** The widest a line of prose may be, in characters. */
const WIDEST = 120;

/** The comment lines of a code file that are too wide, as `path:line`. */
export const wideComments = (path: string, text: string): readonly string[] =>
  hasWideLine(text) ? wideLines(path, text, isScript(path) ? shellComments(text) : codeComments(path, text)) : [];

/** The prose lines of a Markdown page that are too wide, as `path:line`: not of tables, code or link definitions. */
export const wideProse = (path: string, text: string): readonly string[] => {
  const prose = new Set<number>();
  let fence: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (fence === undefined && mark === undefined && !isExcepted(line)) prose.add(index);
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) {
      fence = fence === undefined ? mark : undefined;
    }
  }
  return wideLines(path, text, prose);
};

const wideLines = (path: string, text: string, counted: ReadonlySet<number>): readonly string[] =>
  text
    .split('\n')
    .flatMap((line, index) => (counted.has(index) && line.length > WIDEST ? [`${path}:${index + 1}`] : []));

const hasWideLine = (text: string): boolean => text.split('\n').some((line) => line.length > WIDEST);

/** A line that is one unbreakable word, such as an address, cannot be wrapped. */
const isExcepted = (line: string): boolean => /^\s*\||^\s*\[[^\]]+\]: |^\s*[-*>]?\s*\S+$/.test(line);

const isScript = (path: string): boolean => !/\.(ts|mjs|js)$/.test(path);

const shellComments = (text: string): ReadonlySet<number> =>
  new Set(text.split('\n').flatMap((line, index) => (/^\s*#/.test(line) ? [index] : [])));

/** The parser knows a comment from a string that looks like one. */
const codeComments = (path: string, text: string): ReadonlySet<number> => {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lines = new Set<number>();
  const add = ({ pos, end }: ts.CommentRange): void => {
    const last = file.getLineAndCharacterOfPosition(end).line;
    for (let line = file.getLineAndCharacterOfPosition(pos).line; line <= last; line += 1) lines.add(line);
  };
  const visit = (node: ts.Node): void => {
    for (const each of ts.getLeadingCommentRanges(text, node.pos) ?? []) add(each);
    for (const each of ts.getTrailingCommentRanges(text, node.end) ?? []) add(each);
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  return lines;
};
