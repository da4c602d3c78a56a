import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { Fault } from '../../app/faults/fault.ts';
import type { PathInFile, SettingsFile } from '../../app/settings/sources.ts';

/**
 * What a YAML file holds, and on which line. Throws a {@link Fault} that lists everything that is no YAML, each with
 * its line.
 */
export const readYaml = (name: string, text: string): SettingsFile => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problems = document.errors.map(firstLine);
  if (problems.length > 0) throw notYaml(name, problems);
  const lineOf = (path: PathInFile): number | undefined => {
    const start = startOf(document, path);
    return start === undefined ? undefined : lines.linePos(start).line;
  };
  return { name, values: valuesIn(name, document), lineOf };
};

/** Aliases are resolved only now: one may have no anchor, or too many of them may make a bomb. */
const valuesIn = (name: string, document: Document): unknown => {
  try {
    return document.toJS();
  } catch (error) {
    throw notYaml(name, [error instanceof Error ? firstLine(error) : 'it cannot be read']);
  }
};

const notYaml = (name: string, problems: readonly string[]): Fault =>
  new Fault(
    'file-unreadable',
    problems.length === 1
      ? `${name} is not valid YAML: ${problems[0]}`
      : [`${name} is not valid YAML:`, ...problems.map((problem) => `  ${problem}`)].join('\n'),
  );

/** It says what and where; the others draw it. */
const firstLine = ({ message }: Error): string => (message.split('\n')[0] ?? '').replace(/:$/, '');

/** Where the name of a mapping, or an item of a list, begins: of the innermost part of the path that is there. */
const startOf = (document: Document, path: PathInFile): number | undefined => {
  let node: unknown = document.contents;
  let start: number | undefined;
  for (const part of path) {
    const inner = isAlias(node) ? node.resolve(document) : node;
    const pair = isMap(inner)
      ? inner.items.find(({ key }) => (isScalar(key) ? String(key.value) : undefined) === String(part))
      : undefined;
    const item = isSeq(inner) ? inner.items[Number(part)] : undefined;
    const begin = pair?.key ?? item;
    if (!isNode(begin)) return start;
    start = beginOf(begin) ?? start;
    node = pair === undefined ? item : pair.value;
  }
  return start;
};

const beginOf = ({ range }: Node): number | undefined => range?.[0];
