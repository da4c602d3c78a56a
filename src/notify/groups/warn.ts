import type { Digest, Notice } from '../../app/notices/digest.ts';
import type { AddressedDigest } from '../addressed-digest.ts';
import { fetchCommand } from '../commands.ts';
import { type Card, keyRow, type NoticeGroup, type Sorted, undoWords } from '../message.ts';
import { installSteps, unprovenNote } from './install.ts';
import { deactivationRow, lastUseRow } from './rows.ts';

/** The old key will be deactivated; its successor is in place. */
export const warn = (sorted: Sorted): NoticeGroup => {
  const { notices, digest } = sorted;
  const isOne = notices.length === 1;
  return {
    title: isOne ? 'An old access key will be deactivated' : `${notices.length} old access keys will be deactivated`,
    lead: isOne
      ? 'This user has had a new access key for a while. The old one is about to end.'
      : 'These users have had new access keys for a while. The old ones are about to end.',
    cards: notices.map((notice) => card(notice, digest)),
    steps: [
      { text: 'If the application already uses the new key, there is nothing to do. Otherwise:' },
      ...installSteps(sorted),
    ],
    otherwise: otherwise(notices, digest),
  };
};

const card = (notice: Notice, digest: Digest): Card => ({
  user: notice.user.name,
  rows: [
    ...keyRow('Old key', notice.key),
    lastUseRow(notice),
    deactivationRow(notice, digest),
    ...keyRow('New key', notice.otherKey),
  ],
  note: unprovenNote(notice),
  command: notice.secret && { label: 'Get the new key', line: fetchCommand(notice.secret) },
});

const otherwise = (notices: readonly Notice[], digest: AddressedDigest): string => {
  const used = 'If it is used before, it stays active and you are written to again.';
  if (notices.every(({ isUnlessUsed }) => isUnlessUsed))
    return `An old key that nobody uses is deactivated on its date. ${used} ${undoWords(digest)}`;
  if (notices.some(({ isUnlessUsed }) => isUnlessUsed))
    return `Each old key is deactivated on its date. Where the date says "unless it is used", use keeps the key active and you are written to again; any other stops working even if it is in use. ${undoWords(digest)}`;
  return `The old key stops working on its date, even if it is still in use. ${undoWords(digest)}`;
};
