import { expect, it } from 'vitest';
import { createTurns, type Places } from './turns.ts';

const shareOf = (most: number): Places & { readonly taken: () => number } => {
  let taken = 0;
  return {
    isLeft: () => taken < most,
    count: (change) => {
      taken += change;
    },
    taken: () => taken,
  };
};

it('a turn that was not used is given back when its step is over, once', async () => {
  const places = shareOf(1);
  const turn = await createTurns().take(places);
  turn?.end(new Error('refused'));
  turn?.end();
  expect(places.taken()).toBe(0);
});

it('a turn that was used stays taken, whatever fails afterwards', async () => {
  const places = shareOf(1);
  const turns = createTurns();
  const turn = await turns.take(places);
  turn?.use();
  turn?.end(new Error('the answer to the next request was lost'));
  expect(places.taken()).toBe(1);
  expect(await turns.take(places)).toBeUndefined();
});

it('who comes while the last turn is undecided gets it if it is given back, and none if it is used', async () => {
  const turns = createTurns();
  for (const isUsed of [false, true]) {
    const places = shareOf(1);
    const first = await turns.take(places);
    const second = turns.take(places);
    const third = turns.take(places);
    if (isUsed) first?.use();
    else first?.end();
    (await second)?.use();
    expect([(await second) !== undefined, await third]).toEqual([!isUsed, undefined]);
  }
});
