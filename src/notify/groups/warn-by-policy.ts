import type { Digest, Notice } from '../../app/notices/digest.ts';
import { testCommand } from '../commands.ts';
import { type Card, type Instruction, keyRow, type NoticeGroup, type Sorted, undoWords } from '../message.ts';
import { regionOf } from './install.ts';
import { deactivationRow, lastUseRow } from './rows.ts';
import { whyRows } from './why.ts';

/** A key without a successor will be deactivated, by a setting of the organization. */
export const warnByPolicy = ({ notices, digest }: Sorted): NoticeGroup => {
  const isOne = notices.length === 1;
  return {
    title: isOne ? 'An idle access key will be deactivated' : `${notices.length} idle access keys will be deactivated`,
    lead: isOne
      ? 'Nobody seems to need this access key, so it will be switched off. No new key takes its place.'
      : 'Nobody seems to need these access keys, so they will be switched off. No new keys take their place.',
    cards: notices.map((notice) => card(notice, digest)),
    steps: [
      { text: 'If nobody needs the key, there is nothing to do.' },
      ...keepSteps(notices, digest),
      {
        text: `${notices.some(isKeptByUse) ? 'Or tell the administrators that it must stay' : 'If it must stay, tell the administrators'}: reply to this mail, or write to ${digest.from}.`,
      },
    ],
    otherwise: `${notices.every(isKeptByUse) ? 'A key that nobody uses is deactivated on its date' : 'The key is deactivated on its date'}. ${undoWords(digest)}`,
  };
};

const keepSteps = (notices: readonly Notice[], { partition }: Digest): readonly Instruction[] =>
  notices.some(isKeptByUse)
    ? [
        {
          text: 'To keep it, use it at least a day before its date: any request counts, this one too, and AWS shows a use some hours late.',
          command: testCommand(regionOf(notices), partition),
        },
      ]
    : [];

const isKeptByUse = ({ isUnlessUsed }: Notice): boolean => isUnlessUsed;

const card = (notice: Notice, digest: Digest): Card => ({
  user: notice.user.name,
  rows: [...keyRow('Key', notice.key), ...whyRows(notice, digest), lastUseRow(notice), deactivationRow(notice, digest)],
});
