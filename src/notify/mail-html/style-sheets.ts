import { type Document, type Element, isText } from 'domhandler';
import { DomUtils } from 'htmlparser2';
import { type ChildNode, type Declaration, parse, type Rule } from 'postcss';
import { isHiding } from './hiding.ts';

export interface StyleSheets {
  /** Selectors of the rules that may hide what they are about, under whatever condition. */
  readonly hiding: readonly string[];
  /** The first thing that no template may hold, in words. */
  readonly problem: string | undefined;
}

/** More would be slow to hold against every element of a mail. */
const MOST_HIDING = 50;

/** What the style sheets of a page and the styles of its elements say. */
export const styleSheetsOf = (page: Document): StyleSheets => {
  const hiding: string[] = [];
  try {
    for (const { children } of DomUtils.getElementsByTagName('style', page.children)) {
      const css = children.map((child) => (isText(child) ? child.data : '')).join('');
      const root = parse(css.replace(/^\s*<!--|-->\s*$/g, ''));
      const problem = problemIn(root.nodes);
      if (problem !== undefined) return { hiding, problem };
      root.walkRules((rule) => void (hides(rule) && hiding.push(...rule.selectors)));
    }
    for (const element of DomUtils.findAll(({ attribs }) => attribs.style !== undefined, page.children)) {
      const problem = problemIn(parse(element.attribs.style ?? '').nodes);
      if (problem !== undefined) return { hiding, problem };
    }
  } catch {
    return { hiding, problem: 'holds a style that cannot be read' };
  }
  const problem = hiding.length > MOST_HIDING ? `has more than ${MOST_HIDING} rules of style that hide` : undefined;
  return { hiding, problem };
};

/** Whether the style of this one element may hide it. */
export const isHiddenByItself = ({ attribs }: Element): boolean =>
  attribs.hidden !== undefined || parse(attribs.style ?? '').nodes.some((node) => isHidingNode(node));

const hides = (rule: Rule): boolean => rule.nodes.some(isHidingNode);

const isHidingNode = (node: ChildNode): boolean => node.type === 'decl' && isHiding(node);

const problemIn = (nodes: readonly ChildNode[]): string | undefined => {
  for (const node of nodes) {
    if (node.type === 'decl' && isFetching(node)) return `holds a style that fetches or runs something (${node.prop})`;
    if (node.type === 'atrule' && /^(import|charset|namespace|font-face)$/i.test(node.name))
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
