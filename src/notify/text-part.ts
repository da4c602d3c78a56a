import { oneLine } from '../text/one-line.ts';
import { wrap } from '../text/wrap.ts';
import type { Card, Group, Instruction, Message } from './message.ts';

/** The message as plain text. Commands stay on one line, so that they can be copied. */
export const textPart = (message: Message): string => {
  const { headline, account, dryRun, groups, help } = message;
  const head = [headline, account].map(oneLineOf);
  const blocks = [
    head.join('\n'),
    ...(dryRun === undefined ? [] : [wrap(dryRun)]),
    ...groups.flatMap((group) => groupBlocks(group, group.title !== headline)),
    [wrap(help), wrap('keyturn never sends a secret key by mail, and never asks for one.')].join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
};

const groupBlocks = (group: Group, isTitled: boolean): readonly string[] => {
  const title = oneLine(group.title);
  return [
    ...(isTitled ? [`${title}\n${'-'.repeat(title.length)}`] : []),
    wrap(group.lead),
    ...group.cards.flatMap(cardBlocks),
    ['What to do:', ...group.steps.map(stepLines)].join('\n'),
    `If you do nothing:\n${wrap(group.otherwise, '  ')}`,
  ];
};

const cardBlocks = ({ user, rows, note, command }: Card): readonly string[] => {
  const lines = rows.map(({ label, value }) => wrap(`${label}: ${value}`, '  ', '    '));
  return [
    [`* ${oneLine(user)}`, ...lines, ...(note === undefined ? [] : [wrap(note, '  ')])].join('\n'),
    ...(command === undefined ? [] : [`  ${command.label}:\n  ${oneLine(command.line, Number.POSITIVE_INFINITY)}`]),
  ];
};

const stepLines = ({ text, command }: Instruction, index: number): string => {
  const step = wrap(text, `  ${index + 1}. `, '     ');
  return command === undefined ? step : `${step}\n     ${oneLine(command)}`;
};

const oneLineOf = (text: string): string => oneLine(text);
