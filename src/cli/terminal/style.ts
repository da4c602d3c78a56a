import { styleText } from 'node:util';
import type { Io, Sink } from './io.ts';

/** How to write to one sink: colours, symbols and width, as it and the environment allow. */
export interface Style {
  readonly isUnicode: boolean;
  readonly columns: number;
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
  readonly symbols: typeof unicodeSymbols;
}

const unicodeSymbols = { done: '✔', failed: '✖', warning: '▲', arrow: '→', dot: '·', ellipsis: '…', line: '─' };
const asciiSymbols = { done: '+', failed: 'x', warning: '!', arrow: '->', dot: '|', ellipsis: '...', line: '-' };

type Format = Parameters<typeof styleText>[0];

/** Widths beyond this are harder to read, not easier. */
const WIDEST = 150;
const DEFAULT_COLUMNS = 120;
/** Below it a line holds no more than a name or two. */
const NARROWEST = 40;

export const styleFor = (sink: Sink, env: Io['env']): Style => {
  const isColoured = hasColour(sink, env);
  const isUnicode = isUtf8(env);
  const paint =
    (format: Format) =>
    (text: string): string =>
      isColoured ? styleText(format, text, { validateStream: false }) : text;
  return {
    isUnicode,
    columns: Math.max(NARROWEST, Math.min(sink.columns ?? DEFAULT_COLUMNS, WIDEST)),
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    yellow: paint('yellow'),
    green: paint('green'),
    cyan: paint('cyan'),
    symbols: isUnicode ? unicodeSymbols : asciiSymbols,
  };
};

/** https://no-color.org and https://force-color.org: set to anything but the empty text. */
const hasColour = (sink: Sink, env: Io['env']): boolean => {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return sink.isTTY && env.TERM !== 'dumb';
};

const isUtf8 = (env: Io['env']): boolean =>
  /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '') || env.WT_SESSION !== undefined;
