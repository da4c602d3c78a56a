import type { Digest, Notice } from '../../app/notices/digest.ts';
import { undoCommand } from '../commands.ts';
import { type Card, type CardRow, keyRow, type NoticeGroup, type Sorted } from '../message.ts';
import { momentWithDaysLeft } from '../moment.ts';
import { lastUseRow, successorOf } from './rows.ts';
import { whyRows } from './why.ts';

/** The key was deactivated. There is nothing to fetch with it: an inactive key opens no secret. */
export const tellDeactivated = ({ notices, digest }: Sorted): NoticeGroup => {
  const isOne = notices.length === 1;
  const old = notices.every((notice) => successorOf(notice) !== undefined) ? 'old ' : '';
  return {
    title: isOne ? `An ${old}access key was deactivated` : `${notices.length} ${old}access keys were deactivated`,
    lead: isOne
      ? 'This access key is switched off, as an earlier mail said. It is kept for a while, and can be switched on again.'
      : 'These access keys are switched off, as earlier mails said. They are kept for a while, and can be switched on again.',
    cards: notices.map((notice) => card(notice, digest)),
    steps: [
      { text: 'If everything works, there is nothing to do.' },
      {
        text: `If something broke, write to ${digest.from} at once and name the user: whoever runs keyturn brings the key back with the command above.`,
      },
    ],
    otherwise: isOne
      ? 'The key stays switched off. It is not deleted before the date above, and only after another mail.'
      : 'The keys stay switched off. None is deleted before its date, and only after another mail.',
  };
};

const card = (notice: Notice, digest: Digest): Card => {
  const successor = successorOf(notice);
  return {
    user: notice.user.name,
    rows: [
      ...keyRow(successor === undefined ? 'Key' : 'Old key', notice.key),
      ...(successor === undefined ? whyRows(notice, digest) : keyRow('Replaced by', successor)),
      lastUseRow(notice),
      undoRow(notice, digest),
    ],
    command: undoCommand(notice),
  };
};

const undoRow = ({ on }: Notice, { at }: Digest): CardRow => ({
  label: 'Undo until',
  value: on === undefined ? 'its deletion, which is told before' : `${momentWithDaysLeft(on, at)} at least`,
});
