import type { Declaration } from 'postcss';

/** Whether this declaration may keep an element, or what is in it, from being read. Of two readings the stricter. */
export const isHiding = ({ prop, value }: Pick<Declaration, 'prop' | 'value'>): boolean => {
  const name = prop.toLowerCase();
  const text = value.toLowerCase().trim();
  const judge = judges.find(([names]) => names.test(name))?.[1];
  // A variable may stand for any value.
  return judge !== undefined && (text.includes('var(') || judge(text));
};

/** By the name of the property. */
const judges: readonly (readonly [names: RegExp, hides: (value: string) => boolean])[] = [
  [/^display$/, (value) => value.startsWith('none')],
  [/^visibility$/, (value) => /^(hidden|collapse)/.test(value)],
  [/^content-visibility$/, (value) => !value.startsWith('visible')],
  [/^opacity$/, (value) => isBelow(value, { plain: 0.5, percent: 50 })],
  [/^font-size$/, (value) => isSmall(value, READABLE_PX)],
  [/^font$/, (value) => lengthsIn(value).some((length) => isSmall(length, READABLE_PX))],
  [
    /^line-height$/,
    (value) => isBelow(value, { plain: 0.5, percent: 50 }) || (/[a-z]$/.test(value) && isSmall(value, READABLE_PX)),
  ],
  [/^font-size-adjust$/, (value) => isBelow(value, { plain: 0.2, percent: 20 })],
  [/^(-\w+-)?text-size-adjust$/, (value) => value.endsWith('%') && Number.parseFloat(value) < 50],
  [/^(letter|word)-spacing$/, (value) => lengthsIn(value).some((length) => (pixelsOf(length) ?? 0) < -TIGHT_PX)],
  [/^unicode-bidi$/, (value) => value.includes('override')],
  [/^-webkit-text-security$/, (value) => value !== 'none'],
  // Of an element, and not of what stands before it, a picture takes the place of its text.
  [/^content$/, (value) => /\b(url|image|element)\b/.test(value)],
  [/^contain$/, (value) => /strict|size|content|paint/.test(value)],
  [/^(max-)?(width|height|inline-size|block-size)$/, (value) => isSmall(value, LINE_PX)],
  [/^(text-indent|margin(-\w+)*|left|top|right|bottom|inset(-\w+)*)$/, (value) => lengthsIn(value).some(isFarAway)],
  [/^position$/, (value) => !/^(static|relative)/.test(value)],
  [
    /^(clip|clip-path|transform|translate|scale|rotate|zoom|filter|mask|mask-image|-webkit-mask|-webkit-mask-image)$/,
    (value) => !/^(none|auto|normal|1|100%)\b/.test(value),
  ],
  [/^(color|-webkit-text-fill-color)$/, (value) => TRANSPARENT.test(value)],
  [/^mso-hide$/, () => true],
];

/** Text of fewer pixels is not read. */
const READABLE_PX = 6;
/** A box of fewer pixels holds no line of text. */
const LINE_PX = 16;
const FAR_PX = 20;
/** Letters that are closer lie on each other. */
const TIGHT_PX = 2;
/** A box of fewer pixels does not hold what a mail says. */
const MAIL_PX = 1_000;
/** Likewise of what is around it. */
const SHARE_PERCENT = 10;

const TRANSPARENT =
  /\btransparent\b|^(rgb|hsl)a?\([^)]*[,/]\s*0?(\.0\d*|\.[0-3]\d*)?%?\s*\)|^#([\da-f]{3}0|[\da-f]{6}0[\da-f])$/;

const lengthsIn = (value: string): readonly string[] =>
  value.match(/-?(\d+\.?\d*|\.\d+)(px|pt|em|rem|%|ch|ex|vw|vh|in|cm|mm)?/g) ?? [];

/** In pixels, roughly; `undefined`: a share of something, or a word. */
const pixelsOf = (length: string): number | undefined => {
  const [, number, unit = ''] = /^(-?(?:\d+\.?\d*|\.\d+))(%|[a-z]*)/.exec(length) ?? [];
  const factor = PIXELS[unit];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
};

const PIXELS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 1.33,
  em: 16,
  rem: 16,
  ch: 8,
  ex: 8,
  in: 96,
  cm: 38,
  mm: 3.8,
};

/** A length below this many pixels, a share below a tenth, or one that is to be calculated. */
const isSmall = (value: string, px: number): boolean => {
  if (/^[\w-]+\(/.test(value)) return true;
  const pixels = pixelsOf(value);
  return pixels === undefined ? Number.parseFloat(value) < SHARE_PERCENT : pixels < px;
};

/** A height of its own that is too low for a mail; a share of something is none. */
export const isLow = (value: string): boolean => {
  const pixels = pixelsOf(value);
  return pixels !== undefined && pixels < MAIL_PX;
};

/** Off by more than a mail needs, to the one side or the other. */
export const isFarOff = (value: string): boolean =>
  value.includes('(') || lengthsIn(value).some((length) => isFarAway(length) || isFarAway(`-${length}`));

const isFarAway = (length: string): boolean => (pixelsOf(length) ?? Number.parseFloat(length)) < -FAR_PX;

const isBelow = (value: string, { plain, percent }: { readonly plain: number; readonly percent: number }): boolean => {
  const number = Number.parseFloat(value);
  if (value.endsWith('%')) return number < percent;
  return Number.isNaN(number) ? /\(/.test(value) : number < plain;
};
