import { inProcessClients } from '../src/aws/client/in-process.ts';
import { SECOND } from '../src/core/time.ts';
import { virtualClock } from '../src/sandbox/clock.ts';
import { inProcessTransport } from '../src/sandbox/in-process.ts';
import { settingsFrom } from '../test/support/in-process.ts';
import { runOnce } from '../test/support/run-once.ts';
import { freshOrganization } from './organization.ts';
import { throttles } from './virtual.ts';

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
  const clients = inProcessClients(inProcessTransport(world), { clock, credentials: operator });
  const clientFactory = throttles(clock)(clients);
  const start = clock.now();
  const runId = 'bench';
  const result = await runOnce({
    clientFactory,
    clock,
    settings,
    runId,
    nonce: () => runId,
    mode: 'plan',
    sendsMails: false,
  });
  if (result.incomplete) throw new Error('the run was not complete');
  return { accounts, seconds: (clock.now() - start) / SECOND, calls: result.apiCalls.total };
};
