import type { Digest, Notice } from '../app/digest.ts';
import { oneLine } from './one-line.ts';

/** AWS allows 50 characters. */
const LONGEST_ACCOUNT_NAME = 50;

/** As `[keyturn] 3 new access keys ready in payments (123456789012)`. */
export const subjectOf = (digest: Digest): string => {
  const news = phrases
    .map(({ kind, phrase }) => ({ count: digest.notices.filter((notice) => notice.kind === kind).length, phrase }))
    .filter(({ count }) => count > 0)
    .map(({ count, phrase }, i) => phrase(count, i > 0 ? '' : count === 1 ? ' access key' : ' access keys'));
  return `[keyturn] ${digest.isDryRun ? 'Dry run: ' : ''}${news.join(', ')} in ${accountWords(digest)}`;
};

/** As `payments (123456789012)`. */
export const accountWords = ({ account }: Digest): string => {
  const name = oneLine(account.name, LONGEST_ACCOUNT_NAME);
  return name === '' ? oneLine(account.id) : `${name} (${oneLine(account.id)})`;
};

/** In the order of a key's life. The noun is said once: `2 new access keys ready, 1 will be deactivated`. */
const phrases: readonly { readonly kind: Notice['kind']; readonly phrase: (count: number, noun: string) => string }[] =
  [
    { kind: 'TELL', phrase: (count, noun) => `${count} new${noun} ready` },
    { kind: 'WARN', phrase: (count, noun) => `${count}${noun} will be deactivated` },
    { kind: 'REMIND', phrase: (count, noun) => `${count} old${noun} still in use` },
    { kind: 'ANNOUNCE', phrase: (count, noun) => `${count}${noun} will be deleted` },
  ];
