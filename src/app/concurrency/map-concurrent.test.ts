import { describe, expect, it } from 'vitest';
import { forEachConcurrently, mapConcurrent } from './map-concurrent.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Work that counts how many are at it at once; the first of all takes longest. */
const counted = () => {
  const seen = { now: 0, most: 0 };
  const process = async (n: number): Promise<number> => {
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    for (let turns = n === 1 ? 5 : 1; turns > 0; turns -= 1) await turn();
    seen.now -= 1;
    return n * 10;
  };
  return { seen, process };
};

describe('work on many items', () => {
  it('is done at most so many at a time, and its results keep the order of the items', async () => {
    const { seen, process } = counted();
    expect(await mapConcurrent([1, 2, 3, 4, 5], 2, process)).toEqual([10, 20, 30, 40, 50]);
    expect(seen.most).toBe(2);
  });

  it('of none is nothing', async () => {
    expect(await mapConcurrent([], 2, async () => 'never')).toEqual([]);
  });

  it('begins with the first page, before the second has come, at most so many at a time', async () => {
    const { seen, process } = counted();
    const done: number[] = [];
    let isSecondAsked = false;
    let letCome = (): void => undefined;
    const second = new Promise<void>((resolve) => {
      letCome = resolve;
    });
    const pages = (async function* () {
      yield [2, 3];
      isSecondAsked = true;
      await second;
      yield [4, 5, 6];
    })();
    const all = forEachConcurrently(pages, 2, async (n) => {
      done.push(await process(n));
    });
    for (let turns = 0; turns < 5; turns += 1) await turn();
    expect([isSecondAsked, done]).toEqual([true, [20, 30]]);
    letCome();
    await all;
    expect(done).toEqual([20, 30, 40, 50, 60]);
    expect(seen.most).toBe(2);
  });
});
