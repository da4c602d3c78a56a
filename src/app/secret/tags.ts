import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes, ToldDate } from '../../core/observation.ts';
import { type Instant, instant, SECOND } from '../../core/time.ts';

/** Tag keys on a user's secret. */
export const tagKeys = {
  userId: 'keyturn:user-id',
  deployment: 'keyturn:deployment',
  schema: 'keyturn:schema',
  hold: 'keyturn:hold',
  givenUp: 'keyturn:given-up',
  /** How often in a row AWS denied a new key for the user, and when last. */
  denied: 'keyturn:denied',
  /** Steps that somebody undid, and how often. */
  undone: 'keyturn:undone',
  /** The last deactivation or deletion of one of this user's keys, noted before it: what pace counts. */
  retired: 'keyturn:retired',
  /** Of the writers that the policy names: that they were put, and that a later run could write. */
  writers: 'keyturn:writers',
  /** When the user was first found deleted. */
  gone: 'keyturn:gone',
  /** What became of the key: written under a claim only. */
  life: (key: AccessKeyId): string => `keyturn:${key}`,
  /** What its owner was told: written without a claim, so apart, lest it put an older life back. */
  mail: (key: AccessKeyId): string => `keyturn:${key}:mail`,
} as const;

/** Of the tags' meaning. A secret with another schema is left alone. */
export const SCHEMA = '1';

/** True when the secret is of this deployment, in a schema we know, whether or not we may go on with it. */
export const isOfDeployment = (
  tags: Readonly<Record<string, string>>,
  { deployment }: { readonly deployment: string },
): boolean => tags[tagKeys.deployment] === deployment && tags[tagKeys.schema] === SCHEMA;

/** And nobody asked us to leave it alone. */
export const areOurs = (
  tags: Readonly<Record<string, string>>,
  { deployment }: { readonly deployment: string },
): boolean => isOfDeployment(tags, { deployment }) && tags[tagKeys.hold] === undefined;

const lifeWords = {
  promotedAt: 'promoted',
  inactiveSince: 'inactive',
  deactivatingAt: 'sent',
  restartedAt: 'restarted',
  deactivatedAt: 'off',
  reactivatedAt: 'back',
} as const;

const mailWords = {
  toldAt: 'told',
  lastTryAt: 'try',
  remindedAt: 'reminded',
  askedAt: 'asked',
  deactivationToldAt: 'off-told',
  reactivationToldAt: 'back-told',
} as const;

const words = { ...lifeWords, ...mailWords } as const satisfies Partial<Record<keyof Notes, string>>;

/** As `warned=20260801T060000Z/20260808T060000Z/unless-used`. */
const toldDateWords = { warned: 'warned', announced: 'announced' } as const satisfies Partial<
  Record<keyof Notes, string>
>;

type Moment = keyof typeof words;
type ToldDateFact = keyof typeof toldDateWords;

/** The keys of which something is noted. */
export const notedKeys = (tags: Readonly<Record<string, string>>): readonly AccessKeyId[] =>
  Object.keys(tags).flatMap((tag) => /^keyturn:(A[A-Z0-9]{15,127})(?::mail)?$/.exec(tag)?.[1] ?? []) as AccessKeyId[];

/** The tags that hold these facts: whole, since a tag is written whole. Each value is at most 256 characters long. */
export const noteTags = (
  key: AccessKeyId,
  notes: Notes,
  facts: readonly (keyof Notes)[],
): Readonly<Record<string, string>> => ({
  ...(facts.some((fact) => fact in lifeWords) ? { [tagKeys.life(key)]: encodeMoments(key, notes, lifeWords) } : {}),
  ...(facts.some((fact) => !(fact in lifeWords)) ? { [tagKeys.mail(key)]: encodeMail(key, notes) } : {}),
});

/** One more try to tell the owner. */
export const triedNotes = (notes: Notes, at: Instant): Notes => ({
  ...notes,
  tries: (notes.tries ?? 0) + 1,
  lastTryAt: at,
});

/** A value repeats its key's id, so that a swapped one is recognized. */
const encodeMoments = (key: AccessKeyId, notes: Notes, chosen: Partial<Record<Moment, string>>): string => {
  const moments = (Object.keys(chosen) as Moment[]).flatMap((fact) => {
    const at = notes[fact];
    return at === undefined ? [] : [`${words[fact]}=${encodeInstant(at)}`];
  });
  return [key, ...moments].join(' ');
};

const encodeMail = (key: AccessKeyId, notes: Notes): string =>
  [
    encodeMoments(key, notes, mailWords),
    ...(Object.keys(toldDateWords) as ToldDateFact[]).flatMap((fact) => encodeToldDate(fact, notes[fact])),
    ...(notes.tries === undefined ? [] : [`tries=${notes.tries}`]),
  ].join(' ');

const UNLESS_USED = 'unless-used';

const encodeToldDate = (fact: ToldDateFact, told: ToldDate | undefined): readonly string[] =>
  told === undefined
    ? []
    : [
        `${toldDateWords[fact]}=${[encodeInstant(told.at), encodeInstant(told.on), ...(told.isUnlessUsed ? [UNLESS_USED] : [])].join('/')}`,
      ];

/**
 * What the tags say of a key; nothing where a value is not about that key, and no fact that it does not hold
 * well-formed.
 */
export const decodeNotes = (key: AccessKeyId, tags: Readonly<Record<string, string>>): Notes => ({
  ...decodeValue(key, tags[tagKeys.life(key)], Object.keys(lifeWords)),
  ...decodeValue(key, tags[tagKeys.mail(key)], [...Object.keys(mailWords), ...Object.keys(toldDateWords), 'tries']),
});

const decodeValue = (key: AccessKeyId, value: string | undefined, allowed: readonly string[]): Notes => {
  const [id, ...facts] = value?.split(' ') ?? [];
  if (id !== key) return {};
  const entries = facts.flatMap((fact) => decodeFact(fact.split('=')));
  return Object.fromEntries(entries.filter(([fact]) => allowed.includes(fact)));
};

const decodeFact = ([word, value = '']: readonly string[]): [keyof Notes, number | ToldDate][] => {
  if (word === 'warned' || word === 'announced') return decodeToldDate(value).map((told) => [word, told]);
  if (word === 'tries') return /^\d{1,6}$/.test(value) ? [['tries', Number(value)]] : [];
  const fact = (Object.keys(words) as Moment[]).find((name) => words[name] === word);
  const at = decodeInstant(value);
  return fact && at !== undefined ? [[fact, at]] : [];
};

/**
 * A notice of an earlier version names no date: it says that there was one, and is told anew before anything happens.
 */
const decodeToldDate = (value: string): readonly ToldDate[] => {
  const [atText, onText = atText, condition] = value.split('/');
  const at = decodeInstant(atText);
  const on = decodeInstant(onText);
  const isKnown = condition === undefined || condition === UNLESS_USED;
  return at === undefined || on === undefined || !isKnown ? [] : [{ at, on, isUnlessUsed: condition === UNLESS_USED }];
};

/** Rounded up to the second: later is safer. */
export const encodeInstant = (at: Instant): string =>
  new Date(Math.ceil(at / SECOND) * SECOND).toISOString().replace(/[-:]|\.000/g, '');

export const decodeInstant = (text: string | undefined): Instant | undefined => {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? undefined : instant(ms);
};

/** How often in a row something failed, and when last. */
export const encodeFailures = (count: number, at: Instant): string => `${count} ${encodeInstant(at)}`;

export const decodeFailures = (value: string | undefined): { count: number; lastAt: Instant } | undefined => {
  const [count = '', at] = value?.split(' ') ?? [];
  const lastAt = decodeInstant(at);
  return /^\d{1,4}$/.test(count) && lastAt !== undefined ? { count: Number(count), lastAt } : undefined;
};
