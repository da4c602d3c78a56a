import { oneLine } from '../../text/one-line.ts';
import { wrapMail } from '../wrap-mail.ts';
import type { Block, Line, Section, SummaryCount, SummaryMessage } from './summary-message.ts';

/** The summary as plain text. The command stays on one line, so that it can be copied. */
export const summaryText = ({ headline, run, notes, counts, sections, whole, help }: SummaryMessage): string => {
  const blocks = [
    [wrapMail(headline), wrapMail(run)].join('\n'),
    ...notes.map((note) => wrapMail(note)),
    countLines(counts),
    ...sections.flatMap(sectionBlocks),
    `${wrapMail(whole.text)}\n  ${oneLine(whole.command, Number.POSITIVE_INFINITY)}`,
    wrapMail(help),
  ];
  return `${blocks.join('\n\n')}\n`;
};

const countLines = (counts: readonly SummaryCount[]): string => {
  const width = Math.max(...counts.map(({ label }) => label.length));
  return counts.map(({ label, value }) => `  ${label.padEnd(width)}  ${oneLine(value)}`).join('\n');
};

const sectionBlocks = ({ title, lead, blocks, more }: Section): readonly string[] => [
  `${title}\n${'-'.repeat(title.length)}`,
  ...(lead === undefined ? [] : [wrapMail(lead)]),
  ...blocks.map(blockText),
  ...(more === undefined ? [] : [`  ${oneLine(more)}`]),
];

const blockText = ({ what, remedy, lines }: Block): string =>
  [
    ...(what === undefined ? [] : [wrapMail(what, '* ', '  ')]),
    ...(remedy === undefined ? [] : [wrapMail(`What to do: ${remedy}`, '  ', '    ')]),
    ...lines.map((line) => wrapMail(lineText(line), '  - ', '    ')),
  ].join('\n');

const lineText = ({ name, place, says }: Line): string => {
  const who = place === undefined ? name : `${oneLine(name)}, ${oneLine(place)}`;
  return says === undefined || says === '' ? who : `${who}: ${says}`;
};
