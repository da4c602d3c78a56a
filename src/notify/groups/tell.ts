import type { Digest, Notice } from '../../app/notices/digest.ts';
import type { AddressedDigest } from '../addressed-digest.ts';
import { fetchCommand } from '../commands.ts';
import { type Card, type CardRow, keyRow, type NoticeGroup, type Sorted } from '../message.ts';
import { days, momentWithDaysLeft } from '../moment.ts';
import { installSteps, smtpNote, unprovenNote } from './install.ts';

/** The new key is ready: install it. */
export const tell = (sorted: Sorted): NoticeGroup => {
  const { notices, digest } = sorted;
  const isOne = notices.length === 1;
  return {
    title: isOne ? 'A new access key is ready' : `${notices.length} new access keys are ready`,
    lead: isOne
      ? 'This user has a new access key. It works, and it is stored in AWS Secrets Manager, where only the user can read it.'
      : 'Each of these users has a new access key. It works, and it is stored in AWS Secrets Manager, where only that user can read it.',
    cards: notices.map((notice) => card(notice, digest)),
    steps: installSteps(sorted),
    otherwise: otherwise(notices, digest),
  };
};

const card = (notice: Notice, digest: Digest): Card => ({
  user: notice.user.name,
  rows: [...keyRow('New key', notice.key), ...oldKeyRows(notice, digest)],
  note: smtpNote(notice) ?? unprovenNote(notice),
  command: notice.secret && { label: 'Get the new key', line: fetchCommand(notice.secret) },
});

const oldKeyRows = (notice: Notice, digest: Digest): readonly CardRow[] => {
  if (notice.otherKey === undefined) return [];
  return [...keyRow('Old key', notice.otherKey), { label: 'Deactivated', value: endOfOldKey(notice, digest) }];
};

/** The date first; then, unless it is certain, what else must have happened. */
const endOfOldKey = ({ on, isReadUnproven, sendsBySmtp = false }: Notice, { policy, at }: Digest): string => {
  const date = on === undefined ? `${days(policy.installGraceDays)} from now` : momentWithDaysLeft(on, at);
  const conditions = [
    ...(isReadUnproven || sendsBySmtp ? ['the new key has been used'] : []),
    ...(policy.retirement === 'when-quiet' ? [`the old key has been unused for ${days(policy.quietDays)}`] : []),
  ];
  return conditions.length > 0 ? `${date} at the earliest, and only once ${conditions.join(' and ')}` : date;
};

const otherwise = (notices: readonly Notice[], { policy, from }: AddressedDigest): string => {
  if (notices.every(({ otherKey }) => otherKey === undefined))
    return 'The new key waits in Secrets Manager until it is needed.';
  return policy.retirement === 'when-quiet'
    ? 'Nothing breaks. An old key that is still in use stays active; you are reminded, and then the administrators. An old key that nobody uses is deactivated, after a warning.'
    : `The old key stops working on the date above, even if it is still in use; you are warned ${days(policy.warnDays)} before. If you need more time, ask ${from}.`;
};
