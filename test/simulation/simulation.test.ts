import { describe, expect, it } from 'vitest';
import { keyturn } from './actors/keyturn.ts';
import type { Rotator } from './actors/worker.ts';
import { noCounters } from './counters.ts';
import { awsSample } from './other-rotators/aws-sample.ts';
import { fairSchedule, faultless } from './other-rotators/fair-schedule.ts';
import { vaultStaticRole } from './other-rotators/vault.ts';
import { play } from './play.ts';
import { compose } from './schedule/compose.ts';
import { partsOf, without } from './schedule/parts.ts';
import type { Schedule } from './schedule/schedule.ts';
import { shrink } from './schedule/shrink.ts';

const firstFailure = async (
  rotator: Rotator,
  scheduleOf: (seed: number) => Schedule,
  schedules = 400,
): Promise<number | undefined> => {
  for (let seed = 1; seed <= schedules; seed += 1) if ((await play(scheduleOf(seed), rotator)).violation) return seed;
  return undefined;
};

describe('random stories', () => {
  it('find nothing against keyturn in the first 150', async () => {
    expect(await firstFailure(keyturn, compose, 150)).toBe(undefined);
  });

  it('are the same story for the same seed, to the last request', async () => {
    const [one, two] = [await play(compose(42), keyturn, true), await play(compose(42), keyturn, true)];
    expect(one.counters).toEqual(two.counters);
    expect(one.counters.calls).toBeGreaterThan(10);
  });
});

describe('what AWS refuses in some stories', () => {
  it.each([
    ['another policy of a secret of an earlier form', 'AWS refuses PutResourcePolicy'],
    ['a look into the suppression list of SES', 'at GetSuppressedDestination'],
  ])('is met by keyturn: %s', async (_, words) => {
    let met = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const schedule = compose(seed);
      const isOne = schedule.events.some(
        (event) =>
          (event.kind === 'world' && event.change === 'denyPolicies') ||
          (event.kind === 'run' && event.run.plannedFaults.at(-1)?.operation === 'sesv2:GetSuppressedDestination'),
      );
      if (isOne && (await play(schedule, keyturn, true)).log.some((line) => line.includes(words))) met += 1;
    }
    expect(met).toBeGreaterThan(0);
  });
});

describe.each([
  ["the AWS sample's algorithm", awsSample],
  ["Vault's algorithm for static roles", vaultStaticRole],
] as const)('%s', (_, rotator) => {
  it('is found to interrupt an application within a few hundred stories', async () => {
    expect(await firstFailure(rotator, fairSchedule)).toBeTypeOf('number');
  });

  it('does no harm in the same stories without their faults', async () => {
    expect(await firstFailure(rotator, (seed) => faultless(fairSchedule(seed)), 100)).toBe(undefined);
  });
});

describe('a failure', () => {
  it('shrinks to what it needs', async () => {
    const seed = (await firstFailure(vaultStaticRole, fairSchedule)) ?? 0;
    const schedule = fairSchedule(seed);
    const fails = async (shorter: Schedule) => (await play(shorter, vaultStaticRole)).violation !== undefined;
    const short = without(schedule, await shrink(schedule, fails));
    expect(await fails(short)).toBe(true);
    expect(short.events.length).toBeLessThanOrEqual(4);
    expect(partsOf(short).length).toBeLessThan(partsOf(schedule).length);
  });
});

describe('counters', () => {
  it('begin at nothing', () => {
    expect(Object.values(noCounters()).every((count) => count === 0)).toBe(true);
  });
});
