import type { Digest, Notice } from '../../app/notices/digest.ts';
import type { Instant } from '../../core/time.ts';
import { oneLine } from '../../text/one-line.ts';
import { successorOf } from '../groups/rows.ts';
import { dayAndMonth } from '../moment.ts';
import type { Phrase } from './phrase.ts';

/** What became, or will become, of how many keys; with the date where it is the same for all. */
export const newsOfNotices = (
  { notices, at }: Pick<Digest, 'notices' | 'at'>,
  { isDated }: { readonly isDated: boolean },
): readonly Phrase[] =>
  sorts.flatMap((sort) => {
    const some = notices.filter(({ kind }) => kind === sort.kind);
    if (some.length === 0) return [];
    const phrase: Phrase = (noun) =>
      `${some.length} ${sort.age(some)}${noun(some.length)}${sort.verb(some)}${isDated ? dateOf(sort, some, at) : ''}`;
    return [phrase];
  });

/** The one key of a mail is named: by its whole id and its user, or as much of these as fits. */
export const newsOfNotice = (notice: Notice, at: Instant): readonly Phrase[] => {
  const key = oneLine(notice.key, LONGEST_KEY_ID);
  return [`${key} of ${oneLine(notice.user.name, LONGEST_USER_NAME)}`, key, endOf(key)].flatMap((name) =>
    sorts
      .filter(({ kind }) => kind === notice.kind)
      .map(
        (sort): Phrase =>
          (noun) =>
            `${sort.age([notice])}${noun(1)} ${name}${sort.verb([notice])}${dateOf(sort, [notice], at)}`,
      ),
  );
};

/** IAM allows 128 characters for an access key's id, and 64 for a user's name. */
const LONGEST_KEY_ID = 128;
const LONGEST_USER_NAME = 64;

const endOf = (key: string): string => `...${Array.from(key).slice(-4).join('')}`;

interface Sort {
  readonly kind: Notice['kind'];
  readonly age: (notices: readonly Notice[]) => 'new ' | 'old ' | '';
  readonly verb: (notices: readonly Notice[]) => string;
  readonly date?: (day: string, notices: readonly Notice[]) => string;
}

const oldIfReplaced = (notices: readonly Notice[]) =>
  notices.every((notice) => successorOf(notice) !== undefined) ? 'old ' : '';

const verb =
  (one: string, many: string = one) =>
  ({ length }: readonly Notice[]): string =>
    ` ${length === 1 ? one : many}`;

/** In the order of a key's life. */
const sorts: readonly Sort[] = [
  { kind: 'TELL', age: () => 'new ', verb: () => '' },
  {
    kind: 'WARN',
    age: oldIfReplaced,
    verb: verb('will be deactivated'),
    date: (day, notices) => ` on ${day}${notices.every(({ isUnlessUsed }) => isUnlessUsed) ? ', unless used' : ''}`,
  },
  { kind: 'REMIND', age: () => 'old ', verb: verb('is still in use', 'are still in use') },
  {
    kind: 'TELL_DEACTIVATED',
    age: oldIfReplaced,
    verb: verb('was deactivated', 'were deactivated'),
    date: (day) => `, undo until ${day}`,
  },
  { kind: 'TELL_REACTIVATED', age: oldIfReplaced, verb: verb('is back', 'are back') },
  {
    kind: 'TELL_HANDOVER',
    age: () => '',
    verb: verb('is read by a role', 'are read by a role'),
    date: (day) => ` until ${day}`,
  },
  { kind: 'ANNOUNCE', age: oldIfReplaced, verb: verb('will be deleted'), date: (day) => ` on ${day}` },
  { kind: 'ASK', age: () => '', verb: verb('needs you', 'need you') },
];

const dateOf = ({ date }: Sort, notices: readonly Notice[], at: Instant): string => {
  const [day, ...others] = new Set(notices.map(({ on }) => on && dayAndMonth(on, at)));
  return day === undefined || others.length > 0 || date === undefined ? '' : date(day, notices);
};
