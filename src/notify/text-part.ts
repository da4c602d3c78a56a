import { oneLine } from '../text/one-line.ts';
import type { Card, Instruction, Message, NoticeGroup } from './message.ts';
import { wrapMail } from './wrap-mail.ts';

/** The message as plain text. Commands stay on one line, so that they can be copied. */
export const textPart = (message: Message): string => {
  const { headline, account, dryRun, groups, help } = message;
  const head = [headline, account].map(oneLineOf);
  const blocks = [
    head.join('\n'),
    ...(dryRun === undefined ? [] : [wrapMail(dryRun)]),
    ...groups.flatMap((group) => groupBlocks(group, group.title !== headline)),
    [wrapMail(help), wrapMail('keyturn never sends a secret key by mail, and never asks for one.')].join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
};

const groupBlocks = (group: NoticeGroup, isTitled: boolean): readonly string[] => {
  const title = oneLine(group.title);
  return [
    ...(isTitled ? [`${title}\n${'-'.repeat(title.length)}`] : []),
    wrapMail(group.lead),
    ...group.cards.flatMap(cardBlocks),
    ['What to do:', ...group.steps.map(stepLines)].join('\n'),
    `If you do nothing:\n${wrapMail(group.otherwise, '  ')}`,
  ];
};

const cardBlocks = ({ user, rows, note, command }: Card): readonly string[] => {
  const lines = rows.map(({ label, value }) => wrapMail(`${label}: ${value}`, '  ', '    '));
  return [
    [`* ${oneLine(user)}`, ...lines, ...(note === undefined ? [] : [wrapMail(note, '  ')])].join('\n'),
    ...(command === undefined ? [] : [`  ${command.label}:\n  ${oneLine(command.line, Number.POSITIVE_INFINITY)}`]),
  ];
};

const stepLines = ({ text, command }: Instruction, index: number): string => {
  const step = wrapMail(text, `  ${index + 1}. `, '     ');
  return command === undefined ? step : `${step}\n     ${oneLine(command)}`;
};

const oneLineOf = (text: string): string => oneLine(text);
