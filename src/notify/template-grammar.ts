import { oneLine } from '../text/one-line.ts';
import { isPlaceholder, type Placeholder } from './placeholders.ts';

/** How much a template says: its own characters, and how often it names each placeholder. */
export interface Extent {
  characters: number;
  readonly named: Map<Placeholder, number>;
}

type Statement =
  | hbs.AST.ContentStatement
  | hbs.AST.CommentStatement
  | hbs.AST.MustacheStatement
  | hbs.AST.BlockStatement;

const DEEPEST = 10;
const ACTIVE_CONTENT = /<\/?(script|iframe|object|embed|form|base)\b/i;

/**
 * The first thing in a template that keyturn does not allow, in words; `undefined` when there is none. Allowed are
 * text, comments, placeholders, and `if` and `unless` on one placeholder: nothing else of Handlebars is ever compiled.
 */
export const problemIn = (program: hbs.AST.Program, extent: Extent, depth = 0): string | undefined => {
  if (depth > DEEPEST) return `nests more than ${DEEPEST} blocks`;
  for (const statement of program.body) {
    const problem = problemOf(statement as Statement, extent, depth);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

const problemOf = (statement: Statement, extent: Extent, depth: number): string | undefined => {
  switch (statement.type) {
    case 'CommentStatement':
      return undefined;
    case 'ContentStatement':
      extent.characters += statement.value.length;
      return problemOfText(statement.value);
    case 'MustacheStatement':
      return statement.params.length > 0 || statement.hash !== undefined
        ? `calls ${quoted(statement.path)}`
        : problemOfName(statement.path, extent);
    case 'BlockStatement':
      return problemOfBlock(statement, extent, depth);
    default:
      return 'uses partials or decorators';
  }
};

const problemOfText = (text: string): string | undefined => {
  // Jinja's blocks mean nothing here, and would be mailed as they stand.
  if (/\{%|\{#[^{}]*#\}/.test(text)) return 'uses {% %} or {# #}';
  const active = ACTIVE_CONTENT.exec(text)?.[1];
  return active === undefined ? undefined : `holds a <${active.toLowerCase()}> element, which mail clients block`;
};

const problemOfBlock = (block: hbs.AST.BlockStatement, extent: Extent, depth: number): string | undefined => {
  const { path, params, hash, program, inverse } = block;
  const [condition, ...more] = params;
  const isCondition = (path.original === 'if' || path.original === 'unless') && more.length === 0 && hash === undefined;
  if (!isCondition || condition === undefined) return `uses the block ${quoted(path)}`;
  // In `{{^if x}}` and after a lone `{{else}}` one of the two is absent.
  const branches = [program, inverse].filter((branch) => branch !== undefined && branch !== null);
  return (
    problemOfName(condition as hbs.AST.PathExpression, { characters: 0, named: new Map() }) ??
    branches.map((branch) => problemIn(branch, extent, depth + 1)).find((problem) => problem !== undefined)
  );
};

const problemOfName = (path: hbs.AST.PathExpression | hbs.AST.Literal, { named }: Extent): string | undefined => {
  const isPlain = path.type === 'PathExpression' && 'parts' in path && path.parts.length === 1 && path.depth === 0;
  const name = isPlain && !path.data ? String(path.parts[0]) : '';
  if (!isPlain || !isPlaceholder(name)) return `names ${quoted(path)}, which is not a placeholder of keyturn`;
  named.set(name, (named.get(name) ?? 0) + 1);
  return undefined;
};

const quoted = (path: hbs.AST.Expression): string =>
  `"${oneLine('original' in path ? String(path.original) : path.type, 60)}"`;
