import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { deployOperations, operations } from '../../../src/aws/client/operations.ts';
import { requests } from './requests/index.ts';
import { attempt } from './trial.ts';
import { faults, trials } from './trials.ts';

/**
 * What AWS would do twice is asked for once, whatever happens on the line. test/fault-injection/long tries all other
 * requests in this way.
 */

// The SDK waits at random before it asks again: no time at all, then.
beforeAll(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(() => {
  vi.restoreAllMocks();
});

const namesOf = (table: Readonly<Record<string, object>>): readonly string[] =>
  Object.entries(table).flatMap(([service, each]) => Object.keys(each).map((operation) => `${service}:${operation}`));

it('each request that keyturn sends is tried, and no other', () => {
  expect(namesOf(requests).toSorted()).toEqual([...namesOf(operations), ...namesOf(deployOperations)].toSorted());
});

it('a key is created at most once, whatever the line does to its request and to its answer', async () => {
  const [trial] = trials.filter(({ name }) => name === 'iam:CreateAccessKey');
  if (trial === undefined) throw new Error('CreateAccessKey is not tried');
  const verdicts = await Promise.all(faults.map((fault) => attempt(trial, () => fault)));
  expect(verdicts.map(({ received }) => received)).toEqual(faults.map(() => 1));
  expect(Math.max(...verdicts.map(({ executed }) => executed))).toBe(1);
});

it('a mail is accepted at most once, whatever the line does to its request and to its answer', async () => {
  const [trial] = trials.filter(({ name }) => name === 'sesv2:SendEmail');
  if (trial === undefined) throw new Error('SendEmail is not tried');
  const verdicts = await Promise.all(faults.map((fault) => attempt(trial, () => fault)));
  expect(Math.max(...verdicts.map(({ executed }) => executed))).toBe(1);
});
