import { describe, expect, it } from 'vitest';
import type { RunTicket } from '../run-bucket/documents.ts';
import { runKeys } from '../run-bucket/keys.ts';
import { hasReported, leaveFirstReport } from './first-report.ts';
import { FIRST, manifestOf, memoryStore, RUN, runTicket, START, settings, stoppedClock } from './in-memory.fixture.ts';
import { startRun } from './start-run.ts';

const EARLIER = '20260531-0500-scheduled';

const earlierRun = (bucket: ReturnType<typeof memoryStore>, id: string, change: Partial<RunTicket> = {}) => {
  bucket.put(runKeys.manifest(id), manifestOf(runTicket({ id, ...change })));
  bucket.put(runKeys.message(id, FIRST, 0, 0), {});
  return bucket;
};

/** Mode of a run that would act. */
const startIn = async (bucket: ReturnType<typeof memoryStore>, isScheduled = true) => {
  const { mode } = await startRun(
    {
      settings: settings(),
      mode: 'apply',
      ous: [],
      isScheduled,
      functionsAtATime: 25,
      runId: RUN,
      bucket: 'keyturn-runs',
    },
    {
      organizationAccounts: {
        async *accounts() {
          yield [{ id: FIRST, name: 'a', email: undefined, state: 'ACTIVE' as const }];
        },
        async *accountsBelow() {},
      },
      sessions: {} as never,
      store: bucket.store,
      openRun: () => bucket.store,
      nonce: () => 'seal-1',
      stateMachine: {
        find: async () => undefined,
        start: async (_name, { run }) => ({ executionArn: `arn:${run.mode}` }),
      },
      clock: stoppedClock(),
    },
  );
  return mode;
};

describe('the first scheduled run of a deployment', () => {
  it('only reports, and says in its manifest that it would have acted', async () => {
    const bucket = memoryStore();
    expect(await startIn(bucket)).toBe('plan');
    expect(bucket.get(runKeys.manifest(RUN))).toMatchObject({ isFirstReport: true, run: { mode: 'plan' } });
  });

  it('is none that a person starts: that acts at once, and the first of the schedule still reports', async () => {
    const bucket = memoryStore();
    expect(await startIn(bucket, false)).toBe('apply');
    expect(bucket.get(runKeys.manifest(RUN))).not.toHaveProperty('isFirstReport');
    bucket.put(runKeys.result(RUN), {});
    await leaveFirstReport(bucket.store, runTicket({ isScheduled: false }), START);
    expect(await hasReported(bucket.store)).toBe(false);
  });

  it('is over when it ended, whatever it found; a second ending changes nothing', async () => {
    const bucket = memoryStore();
    await leaveFirstReport(bucket.store, runTicket(), START);
    await leaveFirstReport(bucket.store, runTicket({ id: 'later' }), START);
    expect(bucket.get(runKeys.firstReport)).toEqual({ runId: RUN, endedAt: START });
    expect(await startIn(bucket)).toBe('apply');
  });

  it.each([
    ['a marker', runKeys.firstReport],
    ['a complete run', runKeys.lastComplete],
  ])('was long ago where the bucket holds %s, whatever is in it', async (_, key) => {
    expect(await startIn(memoryStore(new Map([[key, 'odd']])))).toBe('apply');
  });

  it('was long ago where a scheduled run has a result, though no run was ever complete', async () => {
    const bucket = earlierRun(earlierRun(memoryStore(), EARLIER), '20260531-1a2b3c4d', { isScheduled: false });
    bucket.put(runKeys.result(EARLIER), { incomplete: true });
    expect(await startIn(bucket)).toBe('apply');
  });

  it.each<[string, string, Partial<RunTicket>, boolean]>([
    ['began, and never came to its end', EARLIER, {}, false],
    ['a person started', '20260531-1a2b3c4d', { isScheduled: false }, true],
  ])('is not one that %s', async (_, id, change, hasResult) => {
    const bucket = earlierRun(memoryStore(), id, change);
    if (hasResult) bucket.put(runKeys.result(id), {});
    expect(await startIn(bucket)).toBe('plan');
  });

  it.each(['', 'null', '[]', '{"run": null}'])('is looked for past a manifest that is %j', async (text) => {
    const bucket = earlierRun(memoryStore(), EARLIER);
    bucket.objects.set(runKeys.manifest(EARLIER), text);
    bucket.put(runKeys.result(EARLIER), {});
    expect(await startIn(bucket)).toBe('plan');
  });
});
