import { run } from '../src/app/run/run.ts';
import { doorTo } from '../src/aws/client/in-process.ts';
import { wire } from '../src/aws/connect.ts';
import { SECOND } from '../src/core/time.ts';
import { virtualClock } from '../src/sandbox/clock.ts';
import { directDoor } from '../src/sandbox/in-process.ts';
import { settingsFrom } from '../test/support/in-process.ts';
import { freshOrganization } from './organization.ts';
import { throttledDoor } from './virtual.ts';

export interface Throttled {
  readonly accounts: number;
  /** Virtual seconds, under AWS's throttles. */
  readonly seconds: number;
  readonly calls: number;
}

/** A plan of a whole organization with nothing due, in virtual time. */
export const measureThrottled = async (accounts: number, users: number): Promise<Throttled> => {
  const { world, operator } = freshOrganization({ accounts, users });
  const clock = virtualClock(world);
  const settings = settingsFrom({ parallelAccounts: 100 });
  const door = throttledDoor(doorTo(directDoor(world), { clock, credentials: operator }), clock);
  const wired = wire({ door, clock, settings, runId: 'bench', region: 'us-east-1' });
  const start = clock.now();
  const result = await run(
    { mode: 'plan', scope: { accounts: 'organization', ous: [], users: [] }, isForced: false, settings },
    {
      ...wired,
      runId: 'bench',
      notifier: undefined,
      clock,
      nonce: () => 'bench',
      report: () => undefined,
      signal: new AbortController().signal,
    },
  );
  if (result.incomplete) throw new Error('the run was not complete');
  return { accounts, seconds: (clock.now() - start) / SECOND, calls: result.apiCalls.total };
};
