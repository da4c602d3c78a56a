import type { PartOutcome, PartResult } from '../../app/deploy/step.ts';
import { wrapped } from '../render/wrap.ts';
import { printable } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';

export const partNames: Readonly<Record<PartResult['part'], string>> = {
  secrets: 'denial of changes of the',
  'trusted-access': 'trusted access for StackSets',
  bucket: 'bucket',
  package: 'package',
  'list-role': 'stack of the list role',
  members: 'StackSet of the members',
  management: 'stack of the management account',
  main: 'main stack',
};

export const outcomes: Readonly<Record<PartOutcome, string>> = {
  unchanged: 'unchanged',
  created: 'created',
  updated: 'updated',
  deleted: 'deleted',
  absent: 'is not there',
  kept: 'stays',
  'to-create': 'would be created',
  'to-update': 'would be updated',
  'to-delete': 'would be deleted',
  'left-out': 'left out: that account is not part of any run',
  elsewhere: 'is done in another account: see below',
  incomplete: 'is not done in every account:',
  declined: 'not changed: you said no',
  interrupted: 'not changed: interrupted',
};

/** One part and how it stands. What was just shown in a question is not shown again. */
export const partLines = (style: Style, result: PartResult): readonly string[] => {
  const { part, name, outcome, lines } = result;
  const title = `${partNames[part]} ${printable(name)}: ${outcomes[outcome]}`;
  const isShown = outcome.startsWith('to-') || outcome === 'incomplete' || outcome === 'unchanged';
  return [...wrapped(style, mark(style, outcome), title), ...(isShown ? changeLines(style, lines) : [])];
};

const mark = (style: Style, outcome: PartOutcome): string => {
  if (outcome === 'incomplete') return style.red(style.symbols.failed);
  if (outcome.startsWith('to-')) return style.cyan(style.symbols.arrow);
  if (['elsewhere', 'declined', 'interrupted'].includes(outcome)) return style.yellow(style.symbols.warning);
  return style.green(style.symbols.done);
};

/**
 * More than this are counted by type; what is changed, replaced or taken out of something that stays is always named.
 */
const MOST_NAMED = 8;

export const changeLines = (style: Style, lines: readonly string[]): readonly string[] =>
  ['Add', 'Delete'].reduce(collapsed, lines).flatMap((line) => {
    const [first = '', ...others] = wrapped(style, '   ', printable(line, { isAscii: !style.isUnicode }));
    const all = [first, ...others.map((other) => `    ${other}`)];
    return /REPLACED|^Remove/.test(line) ? all.map(style.yellow) : all.map(style.dim);
  });

const collapsed = (lines: readonly string[], verb: string): readonly string[] => {
  const own = lines.filter((line) => line.startsWith(`${verb} `));
  if (own.length <= MOST_NAMED) return lines;
  return [...lines.filter((line) => !own.includes(line)), counted(verb, own)];
};

const counted = (verb: string, own: readonly string[]): string => {
  const types = new Map<string, number>();
  for (const line of own) {
    const type = /\((.+)\)$/.exec(line)?.[1] ?? line;
    types.set(type, (types.get(type) ?? 0) + 1);
  }
  const kinds = [...types].map(([type, count]) => (count === 1 ? type : `${count} ${type}`));
  return `${verb} ${own.length}: ${kinds.join(', ')}`;
};
