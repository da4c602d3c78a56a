import Table from 'cli-table3';
import type { Style } from '../terminal/style.ts';

export interface Column {
  readonly head: string;
  /** Widest it may grow; the last column takes what is left. */
  readonly most: number;
}

const INDENT = 2;
const GAP = 2;

/** Lines of a table without a frame: readable in a terminal, in a log and in a mail. */
export const tableLines = (
  style: Style,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string[] => {
  const table = new Table({
    chars: frameless(style),
    colWidths: widths(style, columns, rows),
    wordWrap: true,
    truncate: style.symbols.ellipsis,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP, compact: true },
  });
  table.push(columns.map(({ head }) => style.dim(head)));
  for (const row of rows) table.push(row.map((cell) => ({ content: cell })));
  return table
    .toString()
    .split('\n')
    .map((line) => `${' '.repeat(INDENT)}${line}`.trimEnd());
};

/** True where the table leaves the last column room to be read. */
export const fitsTable = (style: Style, columns: readonly Column[], rows: readonly (readonly string[])[]): boolean =>
  roomLeft(style, naturalWidths(columns, rows)) >= LEAST_LAST;

/** A last column of fewer characters is a column of single words. */
const LEAST_LAST = 24;

const frameless = (style: Style) => {
  const none = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '' };
  const sides = { 'bottom-left': '', 'bottom-right': '', left: '', 'left-mid': '', right: '', 'right-mid': '' };
  return { ...none, ...sides, mid: '', 'mid-mid': '', middle: '', truncate: style.symbols.ellipsis };
};

const widths = (style: Style, columns: readonly Column[], rows: readonly (readonly string[])[]): number[] => {
  const natural = naturalWidths(columns, rows);
  const left = roomLeft(style, natural);
  return [...natural.slice(0, -1), Math.max(LEAST_LAST, Math.min(left, natural.at(-1) ?? left))];
};

const naturalWidths = (columns: readonly Column[], rows: readonly (readonly string[])[]): number[] =>
  columns.map(({ head, most }, index) => {
    const lines = rows.flatMap((row) => (row[index] ?? '').split('\n'));
    return lines.reduce((widest, line) => Math.min(most, Math.max(widest, line.length)), head.length) + GAP;
  });

const roomLeft = (style: Style, natural: readonly number[]): number =>
  style.columns - INDENT - natural.slice(0, -1).reduce((sum, width) => sum + width, 0) - 1;
