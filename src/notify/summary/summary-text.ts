import { oneLine } from '../../text/one-line.ts';
import { wrap } from '../../text/wrap.ts';
import type { Block, Count, Line, Section, SummaryMessage } from './summary-message.ts';

/** The summary as plain text. The command stays on one line, so that it can be copied. */
export const summaryText = ({ headline, run, notes, counts, sections, whole, help }: SummaryMessage): string => {
  const blocks = [
    [wrap(headline), wrap(run)].join('\n'),
    ...notes.map((note) => wrap(note)),
    countLines(counts),
    ...sections.flatMap(sectionBlocks),
    `${wrap(whole.text)}\n  ${oneLine(whole.command, Number.POSITIVE_INFINITY)}`,
    wrap(help),
  ];
  return `${blocks.join('\n\n')}\n`;
};

const countLines = (counts: readonly Count[]): string => {
  const width = Math.max(...counts.map(({ label }) => label.length));
  return counts.map(({ label, value }) => `  ${label.padEnd(width)}  ${oneLine(value)}`).join('\n');
};

const sectionBlocks = ({ title, lead, blocks, more }: Section): readonly string[] => [
  `${title}\n${'-'.repeat(title.length)}`,
  ...(lead === undefined ? [] : [wrap(lead)]),
  ...blocks.map(blockText),
  ...(more === undefined ? [] : [`  ${oneLine(more)}`]),
];

const blockText = ({ what, remedy, lines }: Block): string =>
  [
    ...(what === undefined ? [] : [wrap(what, '* ', '  ')]),
    ...(remedy === undefined ? [] : [wrap(`What to do: ${remedy}`, '  ', '    ')]),
    ...lines.map((line) => wrap(lineText(line), '  - ', '    ')),
  ].join('\n');

const lineText = ({ name, place, says }: Line): string => {
  const who = place === undefined ? name : `${oneLine(name)}, ${oneLine(place)}`;
  return says === undefined || says === '' ? who : `${who}: ${says}`;
};
