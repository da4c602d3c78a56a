import type { Digest, Notice } from '../../app/notices/digest.ts';
import { type Card, keyRow, type NoticeGroup, type Sorted } from '../message.ts';
import { momentWithDaysLeft } from '../moment.ts';

/** A person lets a role read the secret for a while: its owner is told, and the admins. */
export const tellHandover = ({ notices, digest }: Sorted): NoticeGroup => {
  const isOne = notices.length === 1;
  return {
    title: isOne
      ? 'A role may read an access key for a while'
      : `A role may read ${notices.length} access keys for a while`,
    lead: `Whoever runs keyturn lets a role fetch ${isOne ? 'this access key' : 'these access keys'} from the secret, for somebody who cannot. You can read it as before.`,
    cards: notices.map((notice) => card(notice, digest)),
    steps: [
      { text: `If nobody you know asked for this, tell ${digest.from} at once.` },
      { text: 'Otherwise there is nothing to do.' },
    ],
    otherwise: 'AWS itself lets the role read until then, and no longer. The key stays as it is.',
  };
};

const card = (notice: Notice, { at }: Digest): Card => ({
  user: notice.user.name,
  rows: [
    ...keyRow('Key', notice.key),
    ...keyRow('Role', notice.reader),
    { label: 'Until', value: notice.on === undefined ? 'a day from now at most' : momentWithDaysLeft(notice.on, at) },
  ],
});
