import { describe, expect, test } from 'vitest';
import { DAY, instant, SECOND } from '../core/time.ts';
import { virtualClock } from './clock.ts';
import { sandboxOrganization } from './organization.fixture.ts';

const worldAtZero = () => sandboxOrganization({ now: instant(0) }).world;

describe('the virtual clock', () => {
  test('jumps by itself to whoever wakes first, and takes no real time', async () => {
    const world = worldAtZero();
    const clock = virtualClock(world);
    const order: string[] = [];
    const sleeper = async (name: string, ms: number) => {
      await clock.sleep(ms);
      order.push(`${name} at ${clock.now()}`);
    };
    await Promise.all([sleeper('late', 90 * DAY), sleeper('early', 5), sleeper('also early', 5)]);
    expect(order).toEqual(['early at 5', 'also early at 5', `late at ${90 * DAY}`]);
  });

  test('waits for work that goes on without sleeping', async () => {
    const clock = virtualClock(worldAtZero());
    const sleeping = clock.sleep(1_000);
    for (let i = 0; i < 100; i++) await Promise.resolve();
    expect(clock.now()).toBe(0);
    await sleeping;
    expect(clock.now()).toBe(1_000);
  });

  test('waits while somebody outside is busy', async () => {
    let busy = true;
    const clock = virtualClock(worldAtZero(), { isBusy: () => busy });
    const sleeping = clock.sleep(10);
    for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(clock.now()).toBe(0);
    busy = false;
    await sleeping;
    expect(clock.now()).toBe(10);
  });

  test('moved by hand, wakes everybody on the way, those too who fall asleep again', async () => {
    const clock = virtualClock(worldAtZero(), { mode: 'manual' });
    const ticks: number[] = [];
    const ticking = (async () => {
      for (let i = 0; i < 3; i++) {
        await clock.sleep(10 * SECOND);
        ticks.push(clock.now());
      }
    })();
    await clock.advance(10 * SECOND - 1);
    expect(ticks).toEqual([]);
    await clock.advance(1);
    expect(ticks).toEqual([10_000]);
    await clock.advance(60 * SECOND);
    await ticking;
    expect([ticks, clock.now()]).toEqual([[10_000, 20_000, 30_000], 70_000]);
  });

  test('never goes back, when the world moved on by itself', async () => {
    const world = worldAtZero();
    const clock = virtualClock(world);
    const sleeping = clock.sleep(10);
    world.now = instant(1_000);
    await sleeping;
    expect(clock.now()).toBe(1_000);
  });

  test('wakes a sleeper who is called off at once, before and while asleep', async () => {
    const clock = virtualClock(worldAtZero(), { mode: 'manual' });
    const controller = new AbortController();
    const sleeping = clock.sleep(10, controller.signal);
    controller.abort(new Error('cancelled'));
    await sleeping;
    await clock.sleep(10, controller.signal);
    expect(clock.now()).toBe(0);
    await clock.advance(20);
    expect(clock.now()).toBe(20);
  });
});
