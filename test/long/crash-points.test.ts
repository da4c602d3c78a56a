import { describe, expect, it } from 'vitest';
import { createTown, type Town } from '../scenarios/town.ts';

type Fault = 'crash before' | 'crash after' | 'error' | 'lost answer' | 'throttle';

const failing = (name: string, message: string) => Object.assign(new Error(message), { name, $metadata: {} });

/** Makes the `nth` request of the run fail; after a crash nothing is sent any more. */
const breakAt = (town: Town, nth: number, fault: Fault): void => {
  const start = town.sent.length;
  let isDead = false;
  town.before = () => {
    const isIt = town.sent.length - start === nth + 1;
    if (isDead || (isIt && fault === 'crash before')) {
      isDead = true;
      throw failing('TimeoutError', 'the process died');
    }
    if (isIt && fault === 'throttle')
      throw Object.assign(failing('ThrottlingException', 'slow down'), {
        $fault: 'client',
        $metadata: { httpStatusCode: 400, requestId: 'r' },
      });
    if (isIt && fault === 'error')
      throw Object.assign(failing('InternalFailure', 'error'), {
        $fault: 'server',
        $metadata: { httpStatusCode: 500, requestId: 'r' },
      });
  };
  town.after = () => {
    if (town.sent.length - start !== nth + 1) return;
    if (fault === 'crash after') isDead = true;
    if (fault === 'crash after' || fault === 'lost answer') throw failing('TimeoutError', 'no answer came');
  };
};

const mend = (town: Town): void => {
  town.before = () => undefined;
  town.after = () => undefined;
};

const settle = async (
  fault: Fault,
  nth: number,
  brokenDay: number,
): Promise<{ town: Town; calls: number; interruptions: unknown[] }> => {
  const town = createTown();
  const [old] = town.user('alice', [{ ageDays: 91, usedDaysAgo: 0 }]);
  if (!old) throw new Error('no key');
  const app = town.application('alice', old, { everyDays: 0.5, adopt: 'at-once' });
  let calls = 0;
  let day = 0;
  for (const next of [0, 1, 2, 3, 4, 14, 15, 21, 22, 24, 25, 31, 32, 33, 40, 41, 42]) {
    town.days(next - day);
    day = next;
    const start = town.sent.length;
    if (day === brokenDay) breakAt(town, nth, fault);
    await town.run().catch(() => undefined);
    if (day === brokenDay) calls = town.sent.length - start;
    mend(town);
  }
  return { town, calls, interruptions: app.interruptions };
};

describe.each([0, 14, 21, 24, 31])('a run on day %i that breaks', (brokenDay) => {
  it.each<Fault>(['crash before', 'crash after', 'error', 'lost answer', 'throttle'])(
    'by %s at any request ends rotated, with no orphan and nobody interrupted',
    { timeout: 120_000 },
    async (fault) => {
      const { calls } = await settle('throttle', -1, brokenDay);
      for (let nth = 0; nth < calls; nth += 1) {
        const { town, interruptions } = await settle(fault, nth, brokenDay);
        const where = `${fault} at request ${nth} of day ${brokenDay}`;
        expect(interruptions, where).toEqual([]);
        expect(town.keysOf('alice'), where).toHaveLength(1);
        expect(town.sent.filter((name) => name === 'iam:CreateAccessKey').length, where).toBeLessThanOrEqual(2);
      }
    },
  );
});
