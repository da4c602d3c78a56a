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
  [/^line-height$/, (value) => isBelow(value, { plain: 0.5, percent: 50 })],
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
/** Likewise of what is around it. */
const SHARE_PERCENT = 10;

const TRANSPARENT =
  /\btransparent\b|^(rgb|hsl)a?\([^)]*[,/]\s*0?(\.0\d*|\.[0-3]\d*)?%?\s*\)|^#([\da-f]{3}0|[\da-f]{6}0[\da-f])$/;

const lengthsIn = (value: string): readonly string[] =>
  value.match(/-?(\d+\.?\d*|\.\d+)(px|pt|em|rem|%|ch|ex|vw|vh|in|cm|mm)?/g) ?? [];

/** In pixels, roughly; `undefined`: a share of something, or a word. */
const pixelsOf = (length: string): number | undefined => {
  const [, number, unit = ''] = /^(-?(?:\d+\.?\d*|\.\d+))([a-z]*|%)/.exec(length) ?? [];
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

const isFarAway = (length: string): boolean => (pixelsOf(length) ?? Number.parseFloat(length)) < -FAR_PX;

const isBelow = (value: string, { plain, percent }: { readonly plain: number; readonly percent: number }): boolean => {
  const number = Number.parseFloat(value);
  if (value.endsWith('%')) return number < percent;
  return Number.isNaN(number) ? /\(/.test(value) : number < plain;
};
