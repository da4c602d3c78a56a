import type { Digest, PlannedStep } from '../../app/notices/digest.ts';
import type { StepKind } from '../../core/step.ts';
import type { AddressedDigest } from '../addressed-digest.ts';
import { type Card, keyRow, type NoticeGroup } from '../message.ts';
import { days } from '../moment.ts';
import { whyPlanned } from './why.ts';

/** SES takes 40 MB a mail, people far less. */
const MOST_CARDS = 200;

/** What a dry run would have done, user by user. */
export const planned = (steps: readonly PlannedStep[], digest: AddressedDigest): NoticeGroup => ({
  title: 'What keyturn would do',
  lead: leadOf(steps),
  cards: steps.slice(0, MOST_CARDS).map((step) => card(step, digest)),
  steps: [
    { text: 'Nothing has to be done now.' },
    {
      text: `If a key must stay as it is, or a user is not yours, say so before the dry runs end: reply to this mail, or write to ${digest.from}.`,
    },
  ],
  otherwise: `Nothing happens as long as the runs are dry. Once they are not, the users get their new keys, and their owners have ${days(digest.policy.installGraceDays)} or more to install them, with a mail before each further step.`,
});

const leadOf = ({ length }: readonly PlannedStep[]): string => {
  const lead = `If this were a real run, this would happen to ${length === 1 ? 'one user' : `${length} users`} of the account.`;
  return length > MOST_CARDS ? `${lead} The first ${MOST_CARDS} are listed here; the result of the run has all.` : lead;
};

const card = (step: PlannedStep, { policy }: Digest): Card => ({
  user: step.user.name,
  rows: [
    { label: 'Next', value: words[step.step] },
    ...keyRow('Key', step.key),
    { label: 'Why', value: whyPlanned(step, policy) },
  ],
});

const inOrder = 'keyturn would put its own records in order';

const words: Readonly<Record<StepKind, string>> = {
  ROTATE: 'a new key would be made; this one would stay active until the new key is in place',
  PROMOTE: 'a new key would be put in place; the present one would stay active',
  DEACTIVATE: 'the key would be deactivated; it could be switched on again',
  DELETE: 'the key would be deleted, which cannot be undone',
  TELL: 'the owner would be told that the new key is ready',
  WARN: 'the owner would be warned that the key will be deactivated',
  ANNOUNCE: 'the owner would be told that the inactive key will be deleted',
  REMIND: 'the owner would be reminded that the old key is still in use',
  TELL_DEACTIVATED: 'the owner would be told that the key was deactivated',
  TELL_REACTIVATED: 'the owner would be told that the key is active again',
  ASK: 'the owner would be asked to clear up what only a person can',
  RESTORE_SECRET: 'the secret with the key would be restored',
  UPDATE_POLICY: 'the policy of the secret would be brought up to date, so that nobody else can change it',
  NOTE_WRITER: 'it would be noted that keyturn can write to the secret',
  REPAIR_POLICY: 'the policy of the secret would be put right, so that only the user can read it',
  ABANDON: 'a new key that never worked would be given up; the present one would stay active',
  CLEAR: inOrder,
  NOTE: inOrder,
  UN_NOTE: inOrder,
  CONDEMN: inOrder,
  NOTHING: 'nothing',
};
