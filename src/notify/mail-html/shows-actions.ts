import { is } from 'css-select';
import { type AnyNode, type Document, type Element, isTag, isText } from 'domhandler';
import { DomUtils, parseDocument } from 'htmlparser2';
import { coveringProperty, isHiddenByOneOf, ownTraits, type StyleSheets, styleSheetsOf } from './style-sheets.ts';

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
  const styleSheets = styleSheetsOf(document);
  if (styleSheets.problem !== undefined) return styleSheets.problem;
  if (!texts.some((text) => isReadable(text, { actions, styleSheets }))) return NOT_SHOWN;
  const property = coveringProperty(document);
  return property === undefined ? undefined : `holds a style that may lay one part over another (${property})`;
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
  { actions, styleSheets }: { readonly actions: string; readonly styleSheets: StyleSheets },
): boolean => {
  const outer = ancestorsOf(text);
  if (outer.some(({ name }) => UNSEEN.has(name)) || isHiddenByOneOf(outer)) return false;
  // Where they will stand: a rule may be about what is in what.
  const placed = [...parseDocument(actions).children];
  for (const node of placed.toReversed()) DomUtils.append(text, node);
  const elements = [...outer, ...DomUtils.findAll(() => true, placed)];
  const hasAny = (selectors: readonly string[]): boolean =>
    selectors.some((selector) => elements.some((element) => mayMatch(element, selector)));
  const { hiding, clipping, low } = styleSheets;
  // The one box may cut off what the other, in it or around it, is too low for.
  const isCutOff =
    (outer.some((element) => ownTraits(element).clips) || hasAny(clipping)) &&
    (outer.some((element) => ownTraits(element).isLow) || hasAny(low));
  const isReadableHere = !isCutOff && !hasAny(hiding);
  for (const node of placed) DomUtils.removeElement(node);
  return isReadableHere;
};

/** What a mail client shows nothing of, or from the wrong end. */
const UNSEEN: ReadonlySet<string> = new Set(['title', 'head', 'style', 'bdo']);

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
