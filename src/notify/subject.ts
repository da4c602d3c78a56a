import type { Digest } from '../app/notices/digest.ts';
import type { StepKind } from '../core/step.ts';
import { oneLine } from '../text/one-line.ts';
import { plannedOf } from './planned-of.ts';

/** AWS allows 50 characters. */
const LONGEST_ACCOUNT_NAME = 50;

/** As `[keyturn] 3 new access keys ready in payments (123456789012)`. */
export const subjectOf = (digest: Digest): string => {
  const news = [
    ...counted(
      plans,
      plannedOf(digest).map(({ step }) => step),
    ),
    ...counted(
      phrases,
      digest.notices.map(({ kind }) => kind),
    ),
  ].map(({ count, phrase }, i) => phrase(count, i > 0 ? '' : count === 1 ? ' access key' : ' access keys'));
  return `[keyturn] ${digest.isDryRun ? 'Dry run: ' : ''}${news.join(', ')} in ${accountWords(digest)}`;
};

/** As `payments (123456789012)`. */
export const accountWords = ({ account }: Pick<Digest, 'account'>): string => {
  const name = oneLine(account.name, LONGEST_ACCOUNT_NAME);
  return name === '' ? oneLine(account.id) : `${name} (${oneLine(account.id)})`;
};

interface Phrase {
  readonly kinds: readonly StepKind[];
  readonly phrase: (count: number, noun: string) => string;
}

const counted = (sorts: readonly Phrase[], kinds: readonly StepKind[]) =>
  sorts
    .map((sort) => ({ ...sort, count: kinds.filter((kind) => sort.kinds.includes(kind)).length }))
    .filter(({ count }) => count > 0);

/** In the order of a key's life. The noun is said once: `2 new access keys ready, 1 will be deactivated`. */
const phrases: readonly Phrase[] = [
  { kinds: ['TELL'], phrase: (count, noun) => `${count} new${noun} ready` },
  { kinds: ['WARN'], phrase: (count, noun) => `${count}${noun} will be deactivated` },
  { kinds: ['REMIND'], phrase: (count, noun) => `${count} old${noun} still in use` },
  { kinds: ['ANNOUNCE'], phrase: (count, noun) => `${count}${noun} will be deleted` },
];

/** What a dry run would have done. */
const plans: readonly Phrase[] = [
  { kinds: ['ROTATE', 'PROMOTE'], phrase: (count, noun) => `${count}${noun} would be replaced` },
  { kinds: ['DEACTIVATE'], phrase: (count, noun) => `${count}${noun} would be deactivated` },
  { kinds: ['DELETE'], phrase: (count, noun) => `${count}${noun} would be deleted` },
  {
    kinds: ['TELL', 'WARN', 'ANNOUNCE', 'REMIND'],
    phrase: (count) => `${count} ${count === 1 ? 'owner' : 'owners'} would be written to`,
  },
  {
    kinds: ['RESTORE_SECRET', 'REPAIR_POLICY', 'CLEAR', 'ABANDON', 'NOTE', 'UN_NOTE', 'CONDEMN'],
    phrase: (count) => `${count} ${count === 1 ? 'user' : 'users'} would be put in order`,
  },
];
