import { plan } from '../src/core/plan.ts';
import { defaultPolicy } from '../src/core/policy.ts';
import { removable, replaced } from '../test/builders/decide.ts';
import { now, observe, type Scene } from '../test/builders/observation.ts';

const scenes: Readonly<Record<string, Scene>> = {
  'a young key': { keys: [{ created: '10d', used: '1h' }] },
  'a due key': { keys: [{ created: '100d', used: '1h' }] },
  'waiting for the install grace': replaced({ new: { told: '2d', promoted: '2d' } }),
  'a key to deactivate': replaced(),
  'a key to delete': removable(),
};

const SECONDS = 1;

/** Calls of `plan()` in one second on one core. */
const measure = (scene: Scene): number => {
  const observation = observe(scene);
  const until = performance.now() + SECONDS * 1_000;
  let count = 0;
  while (performance.now() < until) {
    for (let i = 0; i < 1_000; i += 1) plan(observation, defaultPolicy, now);
    count += 1_000;
  }
  return Math.round(count / SECONDS);
};

export const measureDecisions = (): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(scenes).map(([name, scene]) => [name, measure(scene)]));
