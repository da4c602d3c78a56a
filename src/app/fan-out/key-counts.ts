import { DAY, type Instant, plus } from '../../core/time.ts';
import type { KeyCount, LastComplete } from '../run-bucket/documents.ts';
import { readUnlessBroken, writeJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';

/** By account id: keys as the last run that saw the account counted them, complete or not. */
export type KeyCounts = ReadonlyMap<string, KeyCount>;

/** An account that no run has seen for so long counts as one that none has seen at all. */
const KEPT_DAYS = 30;

/**
 * 5,000 users an account, two keys each
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html): nobody has counted more.
 */
const MOST_KEYS = 10_000;

/**
 * What the run bucket holds of each account. It decides how much may be retired where, so that nothing of it is
 * believed that no run could have written: what is odd, or older than 30 days, is left out, and the account counts as
 * one key.
 */
export const readKeyCounts = async (store: RunStore, now: Instant): Promise<KeyCounts> => {
  const document = await readUnlessBroken(store, runKeys.keyCounts);
  const found = isObject(document) ? document : earlierCounts(await readUnlessBroken(store, runKeys.lastComplete));
  return new Map(Object.entries(found).filter((each): each is [string, KeyCount] => isBelievable(each, now)));
};

/**
 * As all runs of the day of `now` split by: what a run of today counted counts from tomorrow, so that a second run of a
 * day adds nothing to what may be retired.
 */
export const keysKnownOn = (counts: KeyCounts, now: Instant): ReadonlyMap<string, number> => {
  const today = dayOf(now);
  return new Map(
    [...counts].flatMap(([id, { day, keys, before }]) => {
      const known = day < today ? keys : before;
      return known === undefined ? [] : [[id, known]];
    }),
  );
};

interface Counted {
  readonly startedAt: Instant;
  /** Keys by account id, of those accounts that the run saw. */
  readonly seen: ReadonlyMap<string, number>;
}

/** Each account that was seen gets its new count, the others keep theirs. What a later day counted stays. */
export const withCounted = (counts: KeyCounts, { startedAt, seen }: Counted): KeyCounts => {
  const day = dayOf(startedAt);
  const updated = new Map(counts);
  for (const [id, keys] of seen) {
    const last = counts.get(id);
    if (last !== undefined && last.day > day) continue;
    const before = last?.day === day ? last.before : last?.keys;
    updated.set(id, { keys, day, ...(before === undefined ? {} : { before }) });
  }
  return updated;
};

export const writeKeyCounts = (store: RunStore, counts: KeyCounts): Promise<void> =>
  writeJson(store, runKeys.keyCounts, Object.fromEntries(counts));

/** As 2026-06-01, UTC. */
export const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Earlier versions kept them with the last complete run. */
const earlierCounts = (document: unknown): Readonly<Record<string, unknown>> => {
  if (!isObject(document)) return {};
  const { day, keys, before } = document as Partial<LastComplete>;
  const earlier = isObject(before) ? before : {};
  if (!isObject(keys)) return {};
  return Object.fromEntries(Object.entries(keys).map(([id, count]) => [id, { keys: count, day, before: earlier[id] }]));
};

const isBelievable = ([id, entry]: readonly [string, unknown], now: Instant): boolean => {
  if (!/^\d{12}$/.test(id) || !isObject(entry)) return false;
  const { keys, day, before } = entry as Partial<Record<keyof KeyCount, unknown>>;
  return isCount(keys) && (before === undefined || isCount(before)) && isRecentDay(day, now);
};

const isCount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_KEYS;

/** Today, or one of the 30 days before; a day to come would never be written over. */
const isRecentDay = (value: unknown, now: Instant): boolean =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  value <= dayOf(now) &&
  value >= dayOf(plus(now, -KEPT_DAYS * DAY));
