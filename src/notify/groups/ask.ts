import type { Notice } from '../../app/notices/digest.ts';
import { ASK_EVERY_DAYS } from '../../core/limits.ts';
import type { AddressedDigest } from '../addressed-digest.ts';
import { fetchCommand } from '../commands.ts';
import { type Card, keyRow, type NoticeGroup, type Sorted } from '../message.ts';
import { days } from '../moment.ts';
import { remedyRows } from './remedy.ts';
import { successorOf } from './rows.ts';
import { whyRows } from './why.ts';

/** Only the owner can clear this up: `reason` says what, `remedy` how. */
export const ask = ({ notices, digest }: Sorted): NoticeGroup => {
  const isOne = notices.length === 1;
  return {
    title: isOne ? 'An access key needs you' : `${notices.length} access keys need you`,
    lead: isOne
      ? 'keyturn cannot go on with the keys of this user by itself: only you know which of them are needed.'
      : 'keyturn cannot go on with the keys of these users by itself: only you know which of them are needed.',
    cards: notices.map((notice) => card(notice, digest)),
    steps: [
      { text: `Find out who uses the ${isOne ? 'key' : 'keys'}, then do what the box of the user says.` },
      {
        text: `If you cannot tell, or the user is not yours, say so: reply to this mail, or write to ${digest.from}.`,
      },
    ],
    otherwise: `Nothing breaks: no key is switched off without another mail before. But no new key is made until this is cleared up, although your organization replaces keys after ${days(digest.policy.rotateAfterDays)}. The administrators see it in the report of each run, and you are asked again every ${days(ASK_EVERY_DAYS)}.`,
  };
};

/** The reason says what is known of uses; the last one that IAM shows may be our own, when the key was tried. */
const card = (notice: Notice, digest: AddressedDigest): Card => ({
  user: notice.user.name,
  rows: [
    ...keyRow('Key', notice.key),
    ...keyRow('In the secret', successorOf(notice)),
    ...whyRows(notice, digest),
    ...remedyRows(notice),
  ],
  command: isInSecret(notice)
    ? notice.secret && { label: 'Get the key, signed in as the user', line: fetchCommand(notice.secret) }
    : undefined,
});

/** Then the question is about the very key that the owner should have fetched. */
const isInSecret = ({ key, otherKey }: Notice): boolean => otherKey === key;
