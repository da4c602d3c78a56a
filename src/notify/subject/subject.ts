import type { Digest } from '../../app/notices/digest.ts';
import { plannedOf } from '../planned-of.ts';
import { accountWords } from './account-words.ts';
import { newsOfNotice, newsOfNotices } from './news-of-notices.ts';
import { newsOfPlans } from './news-of-plans.ts';
import { type Phrase, sayAll } from './phrase.ts';

/** In characters. Mail programs show less, and SES takes 998 (RFC 5322, 2.1.1). */
const LONGEST_SUBJECT = 150;

/** Mail filters look for it. It stands last: what is first is what people see in a list. */
const MARK = ' [keyturn]';

/** As `payments (123456789012): 7 new access keys; 1 old key will be deleted on 13 March [keyturn]`. */
export const subjectOf = (digest: Digest): string => {
  const lead = `${digest.isDryRun ? 'Dry run: ' : ''}${accountWords(digest)}: `;
  const room = LONGEST_SUBJECT - lengthOf(lead) - MARK.length;
  const wordings = wordingsOf(digest);
  const fitting = wordings.map(sayAll).find((news) => lengthOf(news) <= room);
  return `${lead}${fitting ?? cut(wordings.at(-1) ?? [], room)}${MARK}`;
};

/** The same news, from the most to the least detail: the last dates go first. */
const wordingsOf = (digest: Digest): readonly (readonly Phrase[])[] => {
  const plans = newsOfPlans(plannedOf(digest));
  const [notice, ...others] = digest.notices;
  const named =
    notice !== undefined && others.length === 0 && plans.length === 0
      ? newsOfNotice(notice, digest.at).map((phrase) => [phrase])
      : [];
  const [dated, bare] = [newsOfNotices(digest, { isDated: true }), newsOfNotices(digest, { isDated: false })];
  const lessAndLess = [...dated, undefined].map((_, i) => [
    ...plans,
    ...dated.slice(0, dated.length - i),
    ...bare.slice(dated.length - i),
  ]);
  return [...named, ...lessAndLess];
};

/** Of several matters the first ones, in the order of a key's life. */
const cut = (phrases: readonly Phrase[], room: number): string => {
  const more = '; and more';
  const most = phrases.findLastIndex((_, i) => lengthOf(sayAll(phrases.slice(0, i + 1)) + more) <= room);
  return sayAll(phrases.slice(0, Math.max(most + 1, 1))) + more;
};

const lengthOf = (text: string): number => Array.from(text).length;
