import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Clock } from '../../../src/app/ports/clock.ts';
import type { RunResult } from '../../../src/app/results/result.ts';
import type { ClientFactory } from '../../../src/aws/client/client-factory.ts';
import { limiterTime } from '../../../src/aws/client/limiter.fixture.ts';
import { type HttpClients, httpClients } from '../../../src/aws/client/machine-credentials.ts';
import { DAY, instant, plus } from '../../../src/core/time.ts';
import { virtualClock } from '../../../src/sandbox/clock.ts';
import { type ServedSandbox, serveSandbox } from '../../../src/sandbox/http/server.ts';
import { addKey, addUser } from '../../../src/sandbox/seed.ts';
import { settingsFrom } from '../../support/in-process.ts';
import { createOrganization, type Organization } from '../../support/organization.ts';
import { runOnce } from '../../support/run-once.ts';

/** A run over two accounts, real clients and sockets; one account's IAM throttles. */

const NOW = instant(Date.UTC(2027, 0, 15));
const [SLOW, BRISK] = ['200000000001', '200000000002'];

const limiters = limiterTime();
let home: Organization;
let sides: Record<'slow' | 'brisk', Side>;
/** Whether the nth IAM request in the slow account is throttled. */
let isThrottled: (operation: string, nth: number) => boolean;

interface Side {
  readonly http: HttpClients;
  readonly served: ServedSandbox;
  /** IAM requests that came, one after the other. */
  readonly received: string[];
}

beforeEach(async () => {
  isThrottled = () => false;
  home = createOrganization({ now: NOW, members: ['slow', 'brisk'] });
  home.world.settings.newKeyLagMs = 0;
  for (const { id } of home.members)
    for (const name of ['ann', 'bob']) {
      addUser(home.world, id, { name });
      addKey(home.world, id, name, { createdAt: plus(NOW, -100 * DAY) });
    }
  sides = { slow: await open((...request) => isThrottled(...request)), brisk: await open(() => false) };
});
afterEach(async () => {
  for (const { http, served } of Object.values(sides)) {
    http.close();
    await served.close();
  }
});

const open = async (throttles: typeof isThrottled): Promise<Side> => {
  const received: string[] = [];
  const served = await serveSandbox(home.world, {
    faults: (operation) => {
      if (!operation.startsWith('iam:')) return undefined;
      received.push(operation);
      return throttles(operation, received.length) ? 'throttle' : undefined;
    },
  });
  const clock: Clock = { now: () => home.world.now, sleep: async () => undefined };
  return { received, served, http: httpClients({ clock, endpoint: served.url, credentials: home.operator }) };
};

const apply = async (): Promise<RunResult> => {
  let busy = 0;
  const clientFactory: ClientFactory = (spec) => {
    const client = (spec.account === SLOW ? sides.slow : sides.brisk).http.clientFactory(spec);
    return {
      ...client,
      send: (command, options) => {
        busy += 1;
        return client.send(command, options).finally(() => {
          busy -= 1;
        });
      },
    };
  };
  const clock = virtualClock(home.world, { isBusy: () => busy > 0 });
  const settings = settingsFrom({});
  let nonces = 0;
  const nonce = () => `nonce-${++nonces}`;
  return runOnce({ clientFactory, clock, settings, runId: 'run-1', nonce, mode: 'apply', sendsMails: false });
};

const creations = ({ received }: Side): number => received.filter((name) => name === 'iam:CreateAccessKey').length;

const keysIn = (account = ''): readonly number[] =>
  [...(home.world.accounts.get(account)?.users.values() ?? [])].map(({ keys }) => keys.length);

it('a burst of throttles is waited for, counted and said; all is done, and no key is created twice', async () => {
  isThrottled = (operation, nth) => operation !== 'iam:CreateAccessKey' && [3, 4, 10, 11, 20, 21].includes(nth);
  const { summary, incomplete, apiCalls, remarks } = await apply();
  expect({ incomplete, ...summary }).toMatchObject({ incomplete: false, rotated: 4, failed: 0, accountsFailed: 0 });
  expect(apiCalls).toMatchObject({ throttled: 6, throttledBy: { [`iam in ${SLOW}`]: 6 } });
  expect(remarks).toContain(`AWS asked keyturn to slow down 6 times (iam in ${SLOW}: 6); it did`);
  expect(limiters.waits.length).toBeGreaterThan(6);
  expect([creations(sides.slow), creations(sides.brisk)]).toEqual([2, 2]);
  expect([keysIn(SLOW), keysIn(BRISK)]).toEqual([
    [2, 2],
    [2, 2],
  ]);
});

it('a throttled CreateAccessKey is not sent again by this run, and the next one makes up for it', async () => {
  isThrottled = (operation) => operation === 'iam:CreateAccessKey';
  const first = await apply();
  expect(first.summary).toMatchObject({ rotated: 2, failed: 2 });
  expect(first.apiCalls.throttled).toBe(2);
  expect([creations(sides.slow), keysIn(SLOW)]).toEqual([2, [1, 1]]);
  isThrottled = () => false;
  const second = await apply();
  expect(second.summary).toMatchObject({ rotated: 2, failed: 0 });
  expect(second.apiCalls.throttled).toBe(0);
  expect([creations(sides.slow), keysIn(SLOW)]).toEqual([4, [2, 2]]);
});
