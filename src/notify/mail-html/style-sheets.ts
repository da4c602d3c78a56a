import { type AnyNode, type Document, type Element, isText } from 'domhandler';
import { DomUtils } from 'htmlparser2';
import { type ChildNode, type Declaration, parse, type Rule } from 'postcss';
import { isHiding } from './hiding.ts';
import { type Traits, traitsOf } from './laid-over.ts';

export interface StyleSheets {
  /** Selectors of the rules that may hide what they are about, under whatever condition. */
  readonly hiding: readonly string[];
  /** Selectors of the rules that cut off what does not fit; and of those that give a box a height. */
  readonly clipping: readonly string[];
  readonly low: readonly string[];
  /** The first thing that no template may hold, in words. */
  readonly problem: string | undefined;
}

/** More would be slow to hold against every element of a mail. */
const MOST_HIDING = 50;

/** What the style sheets of a page and the styles of its elements say. */
export const styleSheetsOf = (page: Document): StyleSheets => {
  const [hiding, clipping, low]: [string[], string[], string[]] = [[], [], []];
  try {
    for (const { children } of DomUtils.getElementsByTagName('style', page.children)) {
      const root = parse(cssOf(children));
      const problem = problemIn(root.nodes);
      if (problem !== undefined) return { hiding, clipping, low, problem };
      root.walkRules((rule) => {
        const { clips, isLow } = traitsOf(rule.nodes);
        if (hides(rule)) hiding.push(...rule.selectors);
        if (clips) clipping.push(...rule.selectors);
        if (isLow) low.push(...rule.selectors);
      });
    }
    for (const element of DomUtils.findAll(({ attribs }) => attribs.style !== undefined, page.children)) {
      const problem = problemIn(parse(element.attribs.style ?? '').nodes);
      if (problem !== undefined) return { hiding, clipping, low, problem };
    }
  } catch {
    return { hiding, clipping, low, problem: 'holds a style that cannot be read' };
  }
  const problem =
    Math.max(hiding.length, clipping.length, low.length) > MOST_HIDING
      ? `has more than ${MOST_HIDING} rules of style that hide`
      : undefined;
  return { hiding, clipping, low, problem };
};

const cssOf = (children: readonly AnyNode[]): string =>
  children
    .map((child) => (isText(child) ? child.data : ''))
    .join('')
    .replace(/^\s*<!--|-->\s*$/g, '');

/**
 * Whether the style of one of these elements, from the inside out, may hide what is in them all. A size of letters
 * counts no further than to the next element within that gives another one: so columns of mails are made.
 */
export const isHiddenByOneOf = (outer: readonly Element[]): boolean => {
  let isSized = false;
  return outer.some(({ attribs }) => {
    const nodes = parse(attribs.style ?? '').nodes;
    const counting = isSized ? nodes.filter((node) => !isSize(node)) : nodes;
    isSized ||= nodes.some((node) => isSize(node) && /\d(px|pt|rem|in|cm|mm)\b/i.test(node.value));
    return attribs.hidden !== undefined || hidesBy(counting);
  });
};

const isSize = (node: ChildNode): node is Declaration => node.type === 'decl' && /^font(-size)?$/i.test(node.prop);

/** The property by which any element of the page may lie over another. */
export const coveringProperty = (page: Document): string | undefined => {
  const own = DomUtils.findAll(({ attribs }) => attribs.style !== undefined, page.children).map(
    ({ attribs }) => parse(attribs.style ?? '').nodes,
  );
  const rules: (readonly ChildNode[])[] = [];
  for (const { children } of DomUtils.getElementsByTagName('style', page.children))
    parse(cssOf(children)).walkRules(({ nodes }) => void rules.push(nodes));
  return [...own, ...rules].map((nodes) => traitsOf(nodes).covers).find((property) => property !== undefined);
};

/** What cuts off, and what is low, of the styles of these elements themselves. */
export const ownTraits = ({ attribs }: Element): Traits => traitsOf(parse(attribs.style ?? '').nodes);

const hides = ({ nodes }: Rule): boolean => hidesBy(nodes);

const hidesBy = (nodes: readonly ChildNode[]): boolean => nodes.some(isHidingNode) || traitsOf(nodes).isOneColour;

const isHidingNode = (node: ChildNode): boolean => node.type === 'decl' && isHiding(node);

const problemIn = (nodes: readonly ChildNode[]): string | undefined => {
  for (const node of nodes) {
    if (node.type === 'decl' && isFetching(node)) return `holds a style that fetches or runs something (${node.prop})`;
    // In keyframes a selector is a time, and within a scope it is about something else than it says.
    if (node.type === 'atrule' && /^(import|charset|namespace|font-face|scope|(-\w+-)?keyframes)$/i.test(node.name))
      return `holds @${node.name.toLowerCase()} in a style sheet`;
    const problem = 'nodes' in node && node.nodes !== undefined ? problemIn(node.nodes) : undefined;
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/** An escape may spell any of the others. */
const isFetching = ({ prop, value }: Declaration): boolean =>
  /\\/.test(prop + value) ||
  /^(behavior|-moz-binding)$/i.test(prop) ||
  /(expression|image|image-set|cross-fade|src|element)\s*\(/i.test(value) ||
  /url\s*\((?!\s*["']?data:image\/)/i.test(value);
