import { expect, test } from 'vitest';
import { smallWorld } from '../../small-world.fixture.ts';

test('an account tells how many executions of functions it may have at once', () => {
  const { member, call } = smallWorld();
  const limit = () => call('lambda', 'GetAccountSettings', {}).AccountLimit;
  expect(limit()).toEqual({ ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 1_000 });
  member.lambdaConcurrency = 10;
  expect(limit()).toEqual({ ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 });
});
