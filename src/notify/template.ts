import Handlebars from 'handlebars';
import type { Html } from '../text/html.ts';
import { sanitize } from './mail-html/sanitize.ts';
import { problemOfPage } from './mail-html/shows-actions.ts';
import { isPlaceholder, type Placeholder, type TemplateValues } from './placeholders.ts';
import { type Extent, problemIn } from './template-grammar.ts';

export type MailTemplate =
  | { readonly kind: 'usable'; readonly render: (values: TemplateValues) => Rendering }
  | Unusable;
export type Rendering = { readonly kind: 'rendered'; readonly html: string } | Unusable;

interface Unusable {
  readonly kind: 'unusable';
  readonly why: string;
}

const LONGEST_TEMPLATE = 200_000;
const MOST_TAGS = 500;
const LONGEST_TAG = 1_000;
/** Beyond what the actions take once. */
const LONGEST_FRAME = 500_000;

const NOT_IN_MAILS = 'which is not for mails: they run nothing and fetch nothing';

const knownHelpers = { if: true, unless: true, each: false, with: false, log: false, lookup: false };
/** Stands for the actions while the page around them is judged. */
const MARKER = 'keyturnActionsStandHere';

/** A template, if it is safe to use. Whoever may write to its bucket may choose words and looks, and nothing else. */
export const parseTemplate = (source: string): MailTemplate => {
  if (source.trim() === '') return unusable('is empty');
  if (source.length > LONGEST_TEMPLATE) return unusable(`is longer than ${LONGEST_TEMPLATE} characters`);
  if (source.split('{{').length > MOST_TAGS + 1) return unusable(`has more than ${MOST_TAGS} tags`);
  const problem = tagsIn(source)
    .map(problemOfTag)
    .find((words) => words !== undefined);
  if (problem !== undefined) return unusable(problem);
  try {
    return compileChecked(source);
  } catch (error) {
    // Handlebars throws its own errors, and RangeError when its stack is exhausted: neither may cost the owner a
    // notice.
    return unusable(`cannot be read${lineOf(error)}`);
  }
};

/** Each with the text after it, up to the next one; comments are none. */
const tagsIn = (source: string): readonly string[] =>
  source
    .split('{{')
    .slice(1)
    .filter((tag) => !/^~?!/.test(tag));

/**
 * Before Handlebars parses anything: over calls within calls its time grows with the square of their depth, and one
 * template could hold up a run for minutes. A tag ends at its braces, or where an element begins: Handlebars reads no
 * further. After a quote neither is sure, and all that follows counts.
 */
const problemOfTag = (tagAndText: string): string | undefined => {
  const [tag = ''] = tagAndText.split(/\}\}|</, 1);
  if ((/["'[]/.test(tag) ? tagAndText : tag).includes('(')) return 'holds a call in a tag';
  return tag.length > LONGEST_TAG ? `has a tag of more than ${LONGEST_TAG} characters` : undefined;
};

const compileChecked = (source: string): MailTemplate => {
  const extent: Extent = { characters: 0, named: new Map() };
  const problem = problemIn(Handlebars.parse(source), extent);
  if (problem !== undefined) return unusable(problem);
  if (!extent.named.has('actions'))
    return unusable('does not show {{ actions }}: its reader would not learn what to do');
  // An environment of our own: nothing that anybody registers elsewhere reaches a template.
  const compiled = Handlebars.create().compile<unknown>(source, { strict: true, knownHelpersOnly: true, knownHelpers });
  return { kind: 'usable', render: (values) => renderChecked(compiled, extent, values) };
};

const renderChecked = (
  compiled: HandlebarsTemplateDelegate<unknown>,
  extent: Extent,
  values: TemplateValues,
): Rendering => {
  const escaped = Object.entries(values).map(([name, value]) => [name, safe(value)] as const);
  const actions = textOf(values.actions);
  const length = escaped.reduce((sum, [name, value]) => sum + countOf(extent, name) * String(value).length, 0);
  // Before rendering, and as if every branch were taken: what would be too large is never built.
  if (extent.characters + length > actions.length + LONGEST_FRAME) return unusable('would make too large a mail');
  try {
    const marked = [...escaped, ['actions', new Handlebars.SafeString(MARKER)]];
    const sanitized = sanitize(compiled(Object.assign(Object.create(null), Object.fromEntries(marked))));
    if (sanitized.kind === 'lossy') return unusable(`holds ${sanitized.lost}, ${NOT_IN_MAILS}`);
    const problem = problemOfPage(sanitized.html, { marker: MARKER, actions });
    if (problem !== undefined) return unusable(problem);
    return { kind: 'rendered', html: sanitized.html.replaceAll(MARKER, () => actions) };
  } catch {
    return unusable('cannot be rendered');
  }
};

/**
 * Escaped beforehand, so that `{{{ account_name }}}` is as safe as `{{ account_name }}`. Empty stays falsy for `if`.
 */
const safe = (value: string | Html): string | Handlebars.SafeString =>
  value === ''
    ? ''
    : new Handlebars.SafeString(typeof value === 'string' ? Handlebars.escapeExpression(value) : value.html);

const textOf = (value: string | Html): string => (typeof value === 'string' ? value : value.html);

const countOf = ({ named }: Extent, name: string): number =>
  isPlaceholder(name) ? (named.get(name satisfies Placeholder) ?? 0) : 0;

const unusable = (why: string): Unusable => ({ kind: 'unusable', why });

/** As ` in line 7`. The message itself quotes the template, and stays out. */
const lineOf = (error: unknown): string => {
  const line = error instanceof Error ? /line (\d+)/i.exec(error.message)?.[1] : undefined;
  return line === undefined ? '' : ` in line ${line}`;
};
