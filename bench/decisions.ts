import { plan } from '../src/core/plan.ts';
import { defaultPolicy } from '../src/core/policy.ts';
import { removable, replaced } from '../test/support/decide.ts';
import { now, observe, type Scene } from '../test/support/observation.ts';

const scenes: Readonly<Record<string, Scene>> = {
  'a young key': { keys: [{ created: '10d', used: '1h' }] },
  'a due key': { keys: [{ created: '100d', used: '1h' }] },
  'waiting for the install grace': replaced({ new: { told: '2d', promoted: '2d' } }),
  'a key to deactivate': replaced(),
  'a key to delete': removable(),
};

/** Calls of `plan()` in a second of processor time, on one core; whatever else the machine does counts little. */
const measure = (scene: Scene, seconds: number): number => {
  const observation = observe(scene);
  const decide = (times: number): void => {
    for (let i = 0; i < times; i += 1) plan(observation, defaultPolicy, now);
  };
  decide(50_000);
  const start = process.cpuUsage();
  const until = performance.now() + seconds * 1_000;
  let count = 0;
  while (performance.now() < until) {
    decide(1_000);
    count += 1_000;
  }
  const { user, system } = process.cpuUsage(start);
  return Math.round((count * 1e6) / (user + system));
};

export const measureDecisions = (seconds: number): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(scenes).map(([name, scene]) => [name, measure(scene, seconds)]));
