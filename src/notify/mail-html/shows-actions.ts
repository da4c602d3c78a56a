import { is } from 'css-select';
import { type AnyNode, type Document, type Element, isTag, isText } from 'domhandler';
import { DomUtils, parseDocument } from 'htmlparser2';
import { isHiddenByItself, styleSheetsOf } from './style-sheets.ts';

/**
 * Why this page may not be used as a mail: `undefined` where the actions, which come for `marker`, can be read. What
 * may hide an element counts as hiding it, also on some screens only.
 */
export const problemOfPage = (
  page: string,
  { marker, actions }: { marker: string; actions: string },
): string | undefined => {
  const document = parseDocument(page);
  const texts = textsWith(marker, document);
  if (countIn(texts.map(({ data }) => data).join(''), marker) < countIn(page, marker))
    return 'names {{ actions }} inside of a tag or of a style sheet';
  if (texts.some((text) => ancestorsOf(text).length > DEEPEST)) return `nests more than ${DEEPEST} elements`;
  const { hiding, problem } = styleSheetsOf(document);
  if (problem !== undefined) return problem;
  return texts.some((text) => isReadable(text, { actions, hiding })) ? undefined : NOT_SHOWN;
};

/** Selectors are held against each element around the actions: tables in tables come to 30 or so. */
const DEEPEST = 100;
const NOT_SHOWN = 'does not show {{ actions }}: its reader would not learn what to do';

const countIn = (text: string, part: string): number => text.split(part).length - 1;

const textsWith = (marker: string, { children }: Document) =>
  DomUtils.find((node) => isText(node) && node.data.includes(marker), children, true, Number.POSITIVE_INFINITY)
    .filter(isText)
    .filter(({ parent }) => !(parent !== null && isTag(parent) && parent.name === 'style'));

const isReadable = (
  text: AnyNode,
  { actions, hiding }: { readonly actions: string; readonly hiding: readonly string[] },
): boolean => {
  const outer = ancestorsOf(text);
  if (outer.some((element) => UNSEEN.has(element.name) || isHiddenByItself(element))) return false;
  // Where they will stand: a rule may be about what is in what.
  const placed = [...parseDocument(actions).children];
  for (const node of placed.toReversed()) DomUtils.append(text, node);
  const elements = [...outer, ...DomUtils.findAll(() => true, placed)];
  const isReadableHere = !hiding.some((selector) => elements.some((element) => mayMatch(element, selector)));
  for (const node of placed) DomUtils.removeElement(node);
  return isReadableHere;
};

/** What a mail client shows nothing of. */
const UNSEEN: ReadonlySet<string> = new Set(['title', 'head', 'style']);

const ancestorsOf = ({ parent }: AnyNode): readonly Element[] => {
  const outer: Element[] = [];
  for (let node = parent; node !== null; node = node.parent) if (isTag(node)) outer.push(node);
  return outer;
};

/** A selector that cannot be understood may be about any element. */
const mayMatch = (element: Element, selector: string): boolean => {
  try {
    return is(element, selector.replace(/:(hover|active|focus|visited|link|any-link|target)\b/gi, ''));
  } catch {
    return true;
  }
};
