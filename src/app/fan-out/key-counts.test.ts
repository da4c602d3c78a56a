import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, type Instant, plus } from '../../core/time.ts';
import { runKeys } from '../run-bucket/keys.ts';
import { FIRST, memoryStore, SECOND, START } from './in-memory.fixture.ts';
import { keysKnownOn, readKeyCounts, withCounted, writeKeyCounts } from './key-counts.ts';

/** START is 1 June 2026. */
const TODAY = '2026-06-01';
const YESTERDAY = '2026-05-31';

const readWith = (key: string, text: string, now: Instant = START) =>
  readKeyCounts(memoryStore(new Map([[key, text]])).store, now);

const knownWith = async (document: unknown, key: string = runKeys.keyCounts) =>
  Object.fromEntries(keysKnownOn(await readWith(key, JSON.stringify(document)), START));

describe('what the bucket says of the keys of an account', () => {
  it('counts as an earlier day left it: what a run of today counted counts from tomorrow', async () => {
    expect(await knownWith({ [FIRST]: { keys: 5, day: YESTERDAY, before: 9 } })).toEqual({ [FIRST]: 5 });
    expect(await knownWith({ [FIRST]: { keys: 5, day: TODAY, before: 9 } })).toEqual({ [FIRST]: 9 });
    expect(await knownWith({ [FIRST]: { keys: 5, day: TODAY } })).toEqual({});
  });

  it.each([
    ['less than nothing', { keys: -1, day: YESTERDAY }],
    ['a part of a key', { keys: 1.5, day: YESTERDAY }],
    ['more keys than an account can have', { keys: 10_001, day: YESTERDAY }],
    ['a text', { keys: '5', day: YESTERDAY }],
    ['no day', { keys: 5 }],
    ['a day to come', { keys: 5, day: '2026-06-02', before: 9 }],
    ['a day that is none', { keys: 5, day: '2026-05-3x' }],
    ['a day 31 days ago', { keys: 5, day: '2026-05-01' }],
    ['an odd earlier count', { keys: 5, day: YESTERDAY, before: 20_000 }],
    ['nothing', null],
    ['a list', [5]],
  ])('is not believed where it is %s', async (_, entry) => {
    expect(await knownWith({ [FIRST]: entry, [SECOND]: { keys: 7, day: YESTERDAY } })).toEqual({ [SECOND]: 7 });
  });

  it('is believed at its bounds: 10,000 keys, none, and a day 30 days ago', async () => {
    expect(await knownWith({ [FIRST]: { keys: 10_000, day: YESTERDAY } })).toEqual({ [FIRST]: 10_000 });
    expect(await knownWith({ [FIRST]: { keys: 0, day: '2026-05-02' } })).toEqual({ [FIRST]: 0 });
  });

  it.each(['', 'no JSON', '[]', 'null', '3'])('is nothing where the document is %j', async (text) => {
    expect((await readWith(runKeys.keyCounts, text)).size).toBe(0);
  });

  it('is of accounts alone', async () => {
    expect(await knownWith({ constructor: { keys: 5, day: YESTERDAY }, 12: { keys: 5, day: YESTERDAY } })).toEqual({});
  });

  it('is taken over from the last complete run of an earlier version', async () => {
    const document = { runId: 'r', day: TODAY, keys: { [FIRST]: 5, [SECOND]: 7 }, before: { [FIRST]: 9 } };
    expect(await knownWith(document, runKeys.lastComplete)).toEqual({ [FIRST]: 9 });
    expect(await knownWith({ ...document, day: YESTERDAY }, runKeys.lastComplete)).toEqual({ [FIRST]: 5, [SECOND]: 7 });
    expect(await knownWith({ runId: 'r', day: YESTERDAY }, runKeys.lastComplete)).toEqual({});
  });

  it('stops the run where the bucket cannot be read: nobody knows what was retired today', async () => {
    const { store } = memoryStore();
    const broken = { ...store, read: () => Promise.reject(new Error('S3 is down')) };
    await expect(readKeyCounts(broken, START)).rejects.toThrow('S3 is down');
  });
});

describe('what a run counts', () => {
  const evening = plus(START, DAY / 2);
  const seen = (keys: Readonly<Record<string, number>>) => new Map(Object.entries(keys));
  const counts = withCounted(new Map(), {
    startedAt: plus(START, -DAY),
    seen: seen({ [FIRST]: 1_500, [SECOND]: 500 }),
  });

  it('counts from the next day on, also where a second run of the day counts otherwise', () => {
    const first = withCounted(counts, { startedAt: START, seen: seen({ [FIRST]: 500 }) });
    const again = withCounted(first, { startedAt: evening, seen: seen({ [FIRST]: 400, [SECOND]: 1_600 }) });
    for (const each of [counts, first, again])
      expect(Object.fromEntries(keysKnownOn(each, evening))).toEqual({ [FIRST]: 1_500, [SECOND]: 500 });
    expect(Object.fromEntries(keysKnownOn(again, plus(START, DAY)))).toEqual({ [FIRST]: 400, [SECOND]: 1_600 });
  });

  it('is left where a run of a later day has counted already', () => {
    const later = withCounted(counts, { startedAt: plus(START, DAY), seen: seen({ [FIRST]: 7 }) });
    const late = withCounted(later, { startedAt: START, seen: seen({ [FIRST]: 8, [SECOND]: 9 }) });
    expect(late.get(FIRST)).toEqual({ keys: 7, day: '2026-06-02', before: 1_500 });
    expect(late.get(SECOND)).toEqual({ keys: 9, day: TODAY, before: 500 });
  });

  it('is forgotten when no run saw the account for 30 days', async () => {
    const { store } = memoryStore();
    await writeKeyCounts(store, counts);
    expect((await readKeyCounts(store, plus(START, 29 * DAY))).size).toBe(2);
    expect((await readKeyCounts(store, plus(START, 30 * DAY))).size).toBe(0);
  });

  it("never changes what the runs of its own day split by, in whatever order they end, or lose each other's counts", () => {
    const runs = fc.array(
      fc.record({
        hour: fc.nat({ max: 23 }),
        seen: fc.dictionary(fc.constantFrom(FIRST, SECOND), fc.nat({ max: 50 })),
        // Which of the documents so far it read: one that another has written over meanwhile, too.
        read: fc.nat({ max: 9 }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(runs, (all) => {
        const midnight = plus(START, -DAY / 4);
        const documents = [counts];
        for (const { hour, seen: keys, read } of all) {
          const from = documents[Math.min(read, documents.length - 1)] ?? counts;
          documents.push(withCounted(from, { startedAt: plus(midnight, (hour * DAY) / 24), seen: seen(keys) }));
        }
        for (const each of documents)
          expect(Object.fromEntries(keysKnownOn(each, START))).toEqual({ [FIRST]: 1_500, [SECOND]: 500 });
      }),
    );
  });
});
