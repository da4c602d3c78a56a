import type { Instant } from '../../src/core/time.ts';
import { runApplications } from '../../src/sandbox/applications.ts';
import type { SimulatedEnvironment } from './environment/environment.ts';
import { checkApplications } from './invariants/applications.ts';

/** Lets time pass: applications work, and so does whoever has not finished. */
export const passUntil = async (environment: SimulatedEnvironment, until: Instant): Promise<void> => {
  const { world, clock } = environment;
  await settle();
  while (environment.working > 0 && world.now < until && !environment.ledger.violation) {
    const next = Math.min(until, ...world.applications.map(({ nextUseAt }) => Math.max(nextUseAt, world.now + 1)));
    await clock.sleep(next - world.now);
    runApplications(world, world.now);
    checkApplications(environment);
  }
  runApplications(world, until);
  checkApplications(environment);
};

/** Everybody who can go on without time passing has gone on. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
