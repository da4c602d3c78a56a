import type { Digest, Notice } from '../../app/notices/digest.ts';
import { undoCommand } from '../commands.ts';
import { type Card, type CardRow, keyRow, type NoticeGroup, type Sorted } from '../message.ts';
import { dateRow, lastUseRow } from './rows.ts';
import { whyRows } from './why.ts';

/** An inactive key will be deleted. There is nothing to fetch with it: an inactive key opens no secret. */
export const announce = ({ notices, digest }: Sorted): NoticeGroup => {
  const isOne = notices.length === 1;
  return {
    title: isOne ? 'An inactive access key will be deleted' : `${notices.length} inactive access keys will be deleted`,
    lead: isOne
      ? 'This access key is switched off already. On its date it is deleted, which cannot be undone.'
      : 'These access keys are switched off already. On their dates they are deleted, which cannot be undone.',
    cards: notices.map((notice) => card(notice, digest)),
    steps: [
      { text: 'If everything works, there is nothing to do: active keys are not touched.' },
      {
        text: `If something still needs the key, say so before its date: reply to this mail, or write to ${digest.from}. Until then whoever runs keyturn can bring it back with the command above; keyturn then leaves it alone until it is unused again.`,
      },
    ],
    otherwise: isOne ? 'The key is deleted on its date.' : 'The keys are deleted on their dates.',
  };
};

const card = (notice: Notice, digest: Digest): Card => ({
  user: notice.user.name,
  rows: [
    ...keyRow('Inactive key', notice.key),
    ...groundRows(notice, digest),
    lastUseRow(notice),
    dateRow('Deleted', notice, digest),
  ],
  command: undoCommand(notice),
});

const groundRows = (notice: Notice, digest: Digest): readonly CardRow[] =>
  notice.otherKey === undefined ? whyRows(notice, digest) : keyRow('Replaced by', notice.otherKey);
