import type { Digest, Notice } from '../../app/notices/digest.ts';
import { REMIND_EVERY_DAYS } from '../../core/limits.ts';
import type { AddressedDigest } from '../addressed-digest.ts';
import { fetchCommand } from '../commands.ts';
import { type Card, keyRow, type NoticeGroup, type Sorted } from '../message.ts';
import { days } from '../moment.ts';
import { installSteps, unprovenNote } from './install.ts';
import { remedyOf, remedyRows } from './remedy.ts';
import { lastUseRow } from './rows.ts';
import { whyRows } from './why.ts';

/** The old key is still in use, after its grace. */
export const remind = (sorted: Sorted): NoticeGroup => {
  const { notices, digest } = sorted;
  const isOne = notices.length === 1;
  return {
    title: isOne ? 'An old access key is still in use' : `${notices.length} old access keys are still in use`,
    lead: isOne
      ? 'A new access key has been ready for this user for some time, but something still uses the old key.'
      : 'New access keys have been ready for these users for some time, but something still uses the old keys.',
    cards: notices.map((notice) => card(notice, digest)),
    steps: installSteps(sorted),
    otherwise: otherwise(notices, digest),
  };
};

const card = (notice: Notice, digest: Digest): Card => ({
  user: notice.user.name,
  rows: [
    ...keyRow('Old key', notice.key),
    lastUseRow(notice),
    ...keyRow('New key', notice.otherKey),
    ...(isOverdue(notice) ? [...whyRows(notice, digest), ...remedyRows(notice)] : []),
  ],
  note: unprovenNote(notice),
  command: notice.secret && { label: 'Get the new key', line: fetchCommand(notice.secret) },
});

/** The new key is too old by now, too, and takes the place of the next. */
const isOverdue = (notice: Notice): boolean => remedyOf(notice) !== undefined;

const otherwise = (notices: readonly Notice[], { policy, cc }: AddressedDigest): string =>
  [
    'Nothing breaks: an old key that is in use stays active.',
    `But it is older than the ${days(policy.rotateAfterDays)} that your organization allows, so this reminder comes again every ${days(REMIND_EVERY_DAYS)}.`,
    cc.length > 0 ? 'The administrators have this mail in copy.' : 'Later ones go to the administrators, too.',
    ...(notices.some(isOverdue)
      ? ['Where the new key is too old by now, too, no other can be made until the old one is unused.']
      : []),
  ].join(' ');
