import { describe, expect, it } from 'vitest';
import { DAY, plus } from '../../core/time.ts';
import type { Visited } from '../run-bucket/documents.ts';
import { runKeys } from '../run-bucket/keys.ts';
import { hasFailedBesideOthers, leaveFailedBesideOthers, visitedAlone } from './failed-beside-others.ts';
import { FIRST, memoryStore, resultOf, SECOND, START } from './in-memory.fixture.ts';

const visit = (outcome: 'done' | 'interrupted' | 'failed', isRetried = false): Visited => ({
  result: resultOf(FIRST, { accounts: [{ id: FIRST, name: 'a', outcome }] }),
  messages: [],
  ...(isRetried ? { isRetried } : {}),
});

describe('an account that may end the function of others', () => {
  it.each([
    ['was not heard of', [], true],
    ['was visited once more', [visit('done', true)], true],
    ['did not come to its end', [visit('interrupted'), visit('interrupted')], true],
    ['came to its end in a later visit', [visit('interrupted'), visit('done')], false],
    ['is done', [visit('done')], false],
    ['cannot be entered', [visit('failed')], false],
  ] as const)('%s', (_, visits, expected) => {
    expect(hasFailedBesideOthers(visits)).toBe(expected);
  });

  it('is visited alone for a week from its last failure', async () => {
    const { store } = memoryStore();
    await leaveFailedBesideOthers(store, [FIRST, SECOND], START);
    await leaveFailedBesideOthers(store, [SECOND], plus(START, 3 * DAY));
    const aloneOn = async (day: number) => [...(await visitedAlone(store, plus(START, day * DAY)))];
    expect(await aloneOn(6)).toEqual([FIRST, SECOND]);
    expect(await aloneOn(7)).toEqual([SECOND]);
    expect(await aloneOn(10)).toEqual([]);
  });

  it('is forgotten in the end', async () => {
    const { store, get } = memoryStore();
    await leaveFailedBesideOthers(store, [FIRST], START);
    await leaveFailedBesideOthers(store, [], plus(START, 30 * DAY));
    expect(get(runKeys.failedBesideOthers)).toEqual({});
  });

  it('leaves nothing where there was none', async () => {
    const { store, objects } = memoryStore();
    await leaveFailedBesideOthers(store, [], START);
    expect(objects.size).toBe(0);
  });

  it.each(['no JSON', '[1]', 'null', '{"x":"2026-06-01","111111111111":7,"222222222222":"2999-01-01"}'])(
    'is none that a document names which no run could have left: %s',
    async (text) => {
      const { store, objects } = memoryStore();
      objects.set(runKeys.failedBesideOthers, text);
      expect(await visitedAlone(store, START)).toEqual(new Set());
    },
  );
});
