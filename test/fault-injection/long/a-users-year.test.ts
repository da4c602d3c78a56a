import { expect, it } from 'vitest';
import { measureUserYear } from '../../../bench/calls.ts';

it('a user costs at most 365 requests a year, whatever is compared and asked beside his rotations', async () => {
  const { calls, rotations } = await measureUserYear(100, 'report');
  expect(rotations).toBeGreaterThan(4);
  expect(calls).toBeLessThanOrEqual(365);
});
