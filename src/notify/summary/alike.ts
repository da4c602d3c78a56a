import type { KeyResult } from '../../app/results/result.ts';
import type { Block, Line } from './summary-message.ts';

/** Somebody of whom something is said. */
interface Told {
  readonly message: string;
  readonly remedy?: string | undefined;
  readonly keys?: readonly Pick<KeyResult, 'id'>[];
}

/**
 * Of whom the same is said, and the same is to be done, stands together; what concerns most comes first. Words that
 * differ only by the ids of keys, or by a count of days, are the same: they are said of a key K, and each line tells
 * which key K is.
 */
export const alike = <T extends Told>(all: readonly T[], lineOf: (one: T) => Line): readonly Block[] => {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = JSON.stringify(generalOf(one));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].toSorted((a, b) => b.length - a.length).map((group) => blockOf(group, lineOf));
};

const blockOf = <T extends Told>(group: readonly T[], lineOf: (one: T) => Line): Block => {
  const [first] = group;
  const isSame = group.every(({ message, remedy }) => message === first?.message && remedy === first.remedy);
  const words = first && (isSame ? first : generalOf(first));
  return {
    what: words?.message,
    remedy: words?.remedy,
    lines: isSame ? group.map(lineOf) : group.map((one) => ({ ...lineOf(one), says: namesOf(one) })),
  };
};

interface Words {
  readonly message: string;
  readonly remedy?: string | undefined;
}

const generalOf = (told: Told): Words => ({
  message: generalize(told.message, told),
  remedy: told.remedy === undefined ? undefined : generalize(told.remedy, told),
});

const generalize = (text: string, told: Told): string =>
  namedKeys(told)
    .reduce((words, { id, letter }) => words.replaceAll(id, letter), text)
    .replace(/\b\d+ days?\b/g, 'some days');

/** As `K is AKIA...`; empty where no key is named. */
const namesOf = (told: Told): string =>
  namedKeys(told)
    .map(({ id, letter }) => `${letter} is ${id}`)
    .join(', ');

/** The keys that the words name, in the order in which they do. */
const namedKeys = ({
  message,
  remedy,
  keys = [],
}: Told): readonly { readonly id: string; readonly letter: string }[] => {
  const text = `${message} ${remedy ?? ''}`;
  return keys
    .map(({ id }) => id)
    .filter((id) => id !== '' && text.includes(id))
    .toSorted((a, b) => text.indexOf(a) - text.indexOf(b))
    .slice(0, LETTERS.length)
    .map((id, i) => ({ id, letter: LETTERS[i] ?? id }));
};

const LETTERS = ['K', 'L'] as const;
