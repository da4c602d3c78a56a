import { DomUtils, parseDocument } from 'htmlparser2';
import sanitizeHtml, { type IOptions } from 'sanitize-html';

export type Sanitized =
  | { readonly kind: 'clean'; readonly html: string }
  /** What the sanitizer took out, as `<img onerror>`. */
  | { readonly kind: 'lossy'; readonly lost: string };

/**
 * The page as the sanitizer writes it anew, without comments: so mail clients read the elements that were looked at. A
 * page that would lose anything else is none: a template is used as it is meant, or not at all.
 */
export const sanitize = (page: string): Sanitized => {
  const html = sanitizeHtml(page, allowed);
  const whole = sanitizeHtml(page, anything);
  if (html === whole) return { kind: 'clean', html: `${doctypeOf(page)}${html}` };
  const kept = countsOf(html);
  const lost = [...countsOf(whole)].find(([part, count]) => count > (kept.get(part) ?? 0));
  return { kind: 'lossy', lost: lost?.[0] ?? 'something' };
};

/** How a mail client lays the page out goes by this line, which the sanitizer leaves out. */
const doctypeOf = (page: string): string => /^\s*(<!doctype[^<>]{0,300}>)/i.exec(page)?.[1] ?? '';

const elements = [
  ...['html', 'head', 'title', 'meta', 'style', 'body', 'a', 'abbr', 'address', 'article', 'aside', 'b', 'bdi', 'bdo'],
  ...['big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'dfn', 'div'],
  ...['dl', 'dt', 'em', 'figcaption', 'figure', 'font', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr'],
  ...['i', 'img', 'ins', 'kbd', 'li', 'main', 'mark', 'nav', 'ol', 'p', 'pre', 'q', 's', 'samp', 'section', 'small'],
  ...['span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'time', 'tr', 'tt'],
  ...['u', 'ul', 'var', 'wbr'],
];

const attributes = [
  ...['class', 'id', 'style', 'lang', 'dir', 'title', 'role', 'aria-*', 'align', 'valign', 'width', 'height'],
  ...['bgcolor', 'border', 'cellpadding', 'cellspacing', 'colspan', 'rowspan', 'nowrap', 'summary', 'color', 'face'],
  ...['size', 'start', 'type', 'hidden', 'xmlns', 'xmlns:*'],
];

/** Neither fetches nor runs anything: a picture is part of the mail, and a link is followed by a person only. */
const allowed: IOptions = {
  allowedTags: elements,
  allowedAttributes: {
    '*': attributes,
    a: ['href', 'name', 'target', 'rel'],
    body: ['link', 'vlink', 'alink', 'text'],
    img: ['src', 'alt'],
    meta: ['charset', 'name', 'content', 'http-equiv'],
    style: ['media'],
  },
  allowedSchemes: ['https', 'http', 'mailto'],
  allowedSchemesByTag: { img: ['data', 'cid'] },
  allowProtocolRelative: false,
  // The texts of style sheets are for style-sheets.ts to judge.
  allowVulnerableTags: true,
  parseStyleAttributes: false,
  nonBooleanAttributes: [],
  exclusiveFilter: ({ tag, attribs }) =>
    (tag === 'meta' && !isHarmlessMeta(attribs['http-equiv'])) || (tag === 'img' && !isEmbedded(attribs.src)),
};

const isHarmlessMeta = (name = 'content-type'): boolean =>
  /^(content-(type|language|style-type)|x-ua-compatible)$/i.test(name);

/** A path without a scheme too may be fetched by who shows the mail in a page. */
const isEmbedded = (src = ''): boolean => /^(data:image\/|cid:)/i.test(src);

/** The same way of writing, with nothing taken out. */
const anything: IOptions = {
  allowedTags: false,
  allowedAttributes: false,
  allowedSchemesAppliedToAttributes: [],
  allowVulnerableTags: true,
  parseStyleAttributes: false,
  nonBooleanAttributes: [],
  nonTextTags: [],
};

/** How often each element, and each attribute of it, is there. */
const countsOf = (html: string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  const add = (part: string): void => void counts.set(part, (counts.get(part) ?? 0) + 1);
  for (const { name, attribs } of DomUtils.findAll(() => true, parseDocument(html).children)) {
    // An attribute says more than its element.
    for (const attribute of Object.keys(attribs)) add(`<${name} ${attribute}>`);
    add(`<${name}>`);
  }
  return counts;
};
