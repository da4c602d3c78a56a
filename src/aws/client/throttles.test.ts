import { describe, expect, test } from 'vitest';
import { capturedClients, creation, deletion, error, ok } from './captured-clients.fixture.ts';
import { limiterTime } from './limiter.fixture.ts';
import { ask } from './send.ts';

const aws = capturedClients();
const limiters = limiterTime();

const refusingFirst =
  (count: number, refusal = error(400, 'Throttling')) =>
  (nth: number) =>
    nth <= count ? refusal : ok;

describe('a client whose requests were throttled', () => {
  test('waits before it sends another, and longer the more it is throttled', async () => {
    aws.answer = refusingFirst(2);
    const iam = aws.open();
    await iam.send(deletion);
    expect(limiters.waits).toEqual([2_000, 2_000]);
    await iam.send(deletion);
    expect(limiters.waits).toHaveLength(3);
    expect(aws.endpoint.requests).toHaveLength(4);
  });

  test('is the only one that waits', async () => {
    aws.answer = refusingFirst(2);
    await aws.open({ account: '111111111111' }).send(deletion);
    const [waited, neighbour] = [limiters.waits.length, aws.open({ account: '222222222222' })];
    for (let request = 0; request < 20; request += 1) await neighbour.send(deletion);
    expect(limiters.waits).toHaveLength(waited);
  });

  test('comes back to its speed', async () => {
    aws.answer = refusingFirst(1);
    const iam = aws.open();
    for (let request = 0; request < 60; request += 1) await iam.send(deletion);
    const [first = 0, last = 0] = [limiters.waits[0], limiters.waits.at(-1)];
    expect(first).toBe(2_000);
    expect(last).toBeLessThan(200);
  });
});

test('nobody waits who was not throttled, however much is sent and whatever else fails', async () => {
  aws.answer = refusingFirst(2, error(503, 'ServiceUnavailable'));
  const iam = aws.open();
  await Promise.all(Array.from({ length: 50 }, () => iam.send(deletion)));
  expect(limiters.waits).toEqual([]);
});

describe('what is sent once', () => {
  test('is sent once when throttled, and the next is not held back: it belongs to the look before it', async () => {
    aws.answer = refusingFirst(1);
    const iam = aws.open({ once: true });
    await expect(ask(iam, creation)).rejects.toMatchObject({ kind: 'throttled' });
    expect(aws.sent).toEqual(['CreateAccessKey']);
    await iam.send(deletion);
    expect(limiters.waits).toEqual([]);
  });
});

describe('a throttle is counted', () => {
  const counted = async (spec: Parameters<typeof aws.open>[0] = {}): Promise<number> => {
    let throttles = 0;
    const iam = aws.open({ ...spec, throttled: () => (throttles += 1) });
    await iam.send(deletion).catch(() => undefined);
    return throttles;
  };

  test.each([
    ['each time', 2, error(400, 'Throttling'), 2],
    ['at the last attempt too', 9, error(400, 'Throttling'), 3],
    ['with any status', 1, error(503, 'SlowDown'), 1],
    ['but no refusal of another kind', 9, error(403, 'AccessDenied'), 0],
    ['but no failure of the service', 9, error(503, 'ServiceUnavailable'), 0],
  ])('%s', async (_, refused, refusal, throttles) => {
    aws.answer = refusingFirst(refused, refusal);
    expect(await counted()).toBe(throttles);
  });

  test('of what is sent once too', async () => {
    aws.answer = refusingFirst(9);
    expect(await counted({ once: true })).toBe(1);
  });
});
