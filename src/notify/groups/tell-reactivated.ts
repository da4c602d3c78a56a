import type { Digest, Notice } from '../../app/notices/digest.ts';
import type { AddressedDigest } from '../addressed-digest.ts';
import { fetchCommand } from '../commands.ts';
import { type Card, type CardRow, type Instruction, keyRow, type NoticeGroup, type Sorted } from '../message.ts';
import { days } from '../moment.ts';
import { installSteps, unprovenNote } from './install.ts';
import { dateRow, lastUseRow, successorOf } from './rows.ts';
import { whyRows } from './why.ts';

/** A person took a deactivation back: the old key works again. It is not a new key that is ready. */
export const tellReactivated = (sorted: Sorted): NoticeGroup => {
  const { notices, digest } = sorted;
  const isOne = notices.length === 1;
  return {
    title: titleOf(notices),
    lead: isOne
      ? 'A person brought this access key back. It works as before.'
      : 'A person brought these access keys back. They work as before.',
    cards: notices.map((notice) => card(notice, digest)),
    steps: steps(sorted),
    otherwise: otherwise(notices, digest),
  };
};

const titleOf = (notices: readonly Notice[]): string => {
  const isOld = notices.every(isReplaced);
  if (notices.length > 1) return `${notices.length} ${isOld ? 'old ' : ''}access keys are back`;
  return isOld ? 'The old access key is back' : 'An access key is back';
};

const card = (notice: Notice, digest: Digest): Card => {
  const rows = isReplaced(notice)
    ? [
        ...keyRow('Old key', notice.key),
        lastUseRow(notice),
        deactivatedAgain(notice, digest),
        ...keyRow('New key', notice.otherKey),
      ]
    : [...keyRow('Key', notice.key), ...whyRows(notice, digest), lastUseRow(notice)];
  if (!isReplaced(notice)) return { user: notice.user.name, rows };
  return {
    user: notice.user.name,
    rows,
    note: unprovenNote(notice),
    command: notice.secret && { label: 'Get the new key', line: fetchCommand(notice.secret) },
  };
};

/** After a person's act only quiet ends the key in this cycle, whatever `retirement` says. */
const deactivatedAgain = (notice: Notice, digest: Digest): CardRow => {
  const { label, value } = dateRow('Deactivated', notice, digest);
  const conditions = [
    ...(notice.isReadUnproven ? ['the new key has been used'] : []),
    `the old key has been unused for ${days(digest.policy.quietDays)}`,
  ];
  return { label, value: `${value}, and only once ${conditions.join(' and ')}` };
};

const steps = (sorted: Sorted): readonly Instruction[] => {
  const { notices, digest } = sorted;
  const replaced = notices.filter(isReplaced);
  return [
    { text: `If nobody you know asked for this, tell ${digest.from} today.` },
    ...(replaced.length === 0
      ? [{ text: 'Otherwise there is nothing to do.' }]
      : installSteps({ ...sorted, notices: replaced })),
  ];
};

const otherwise = (notices: readonly Notice[], { policy }: AddressedDigest): string =>
  [
    'Nothing breaks: a key that is used stays active.',
    ...(notices.some(isReplaced)
      ? ['An old key that nobody uses is deactivated again on its date or later, after a warning.']
      : []),
    ...(notices.every(isReplaced)
      ? []
      : [
          `A key that has no new one ends again only if nobody uses it for ${days(policy.idleDays)}, and after a warning.`,
        ]),
  ].join(' ');

const isReplaced = (notice: Notice): boolean => successorOf(notice) !== undefined;
