import { expect, it } from 'vitest';
import { throttleRemarks } from './throttles.ts';

it('nothing is said of throttles where there were none', () => {
  expect(throttleRemarks({ throttled: 0, throttledBy: {} })).toEqual([]);
});

it.each([
  [{ sts: 1 }, 1, 'AWS asked keyturn to slow down once (sts: 1); it did'],
  [
    { 'iam in 111111111111': 8, sts: 30 },
    38,
    'AWS asked keyturn to slow down 38 times (sts: 30, iam in 111111111111: 8); it did',
  ],
  [{ a: 1, b: 5, c: 2, d: 3 }, 13, 'AWS asked keyturn to slow down 13 times (b: 5, d: 3, c: 2, elsewhere: 3); it did'],
])(
  'the three places that slowed keyturn most are named, and how much the others did: %j',
  (throttledBy, throttled, said) => {
    expect(throttleRemarks({ throttled, throttledBy })).toEqual([said]);
  },
);
