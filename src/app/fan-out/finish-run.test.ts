import { describe, expect, it } from 'vitest';
import type { AccountTicket, Manifest, PendingMessage, RunTicket, Told } from '../run-bucket/documents.ts';
import { runKeys } from '../run-bucket/keys.ts';
import { finishRun } from './finish-run.ts';
import {
  FIRST,
  KEY,
  manifestOf,
  memoryStore,
  RUN,
  resultOf,
  runTicket,
  SECOND,
  settings,
  stoppedClock,
  THIRD,
  ticketOf,
  userLine,
} from './in-memory.fixture.ts';

const bucketOf = (run: RunTicket, tickets: readonly AccountTicket[], change: Partial<Manifest> = {}) => {
  const bucket = memoryStore();
  bucket.put(runKeys.manifest(RUN), manifestOf(run, change));
  bucket.put(run.accountsKey, tickets);
  return bucket;
};

const finish = async (run: RunTicket, bucket: ReturnType<typeof memoryStore>) => {
  const answer = await finishRun(
    { run, settings: settings(), schedule: 'cron(0 5 * * ? *)' },
    { store: bucket.store, clock: stoppedClock() },
  );
  return { answer, result: bucket.get(runKeys.result(RUN)), mail: bucket.get(answer.message) };
};

const both = [ticketOf(FIRST), ticketOf(SECOND)];
const visited = (result: ReturnType<typeof resultOf>, messages: readonly PendingMessage[] = []) => ({
  result,
  messages,
});
const tellAlice = { user: 'alice', key: KEY, kind: 'TELL' } as const;
const oneMail = [{ message: runKeys.message(RUN, FIRST, 0, 0), notices: [tellAlice] }];
const told = (notes: Told['notes'], remarks: readonly string[] = []): Told => ({ account: FIRST, notes, remarks });
const rotated = resultOf(
  FIRST,
  { users: [userLine(FIRST, 'alice')] },
  { users: 4, keys: 5, due: 1, rotated: 1, told: 1 },
);

describe('the end of a run', () => {
  it('adds the accounts up, and leaves the result and the mail of the admins', async () => {
    const bucket = bucketOf(runTicket(), both, {
      skipped: [{ id: '999999999999', name: 'closed', outcome: 'skipped', error: 'the account is SUSPENDED' }],
    });
    bucket.put(runKeys.visited(RUN, FIRST, 0), visited(rotated, oneMail));
    bucket.put(runKeys.told(RUN, FIRST, 0), told([tellAlice]));
    bucket.put(runKeys.visited(RUN, SECOND, 0), visited(resultOf(SECOND, {}, { users: 2, keys: 2 })));
    const { answer, result, mail } = await finish(runTicket(), bucket);
    expect(answer).toMatchObject({ isComplete: true, cause: '', undelivered: 0 });
    expect(result.summary).toMatchObject({ accounts: 3, users: 6, keys: 7, rotated: 1, told: 1, accountsFailed: 0 });
    expect(result.accounts.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['done', 'done', 'skipped']);
    expect(mail).toMatchObject({
      kind: 'summary',
      summary: { to: 'admin@example.com', resultUrl: `s3://keyturn-runs/runs/${RUN}/result.json` },
    });
  });

  it('counts an account that left no word as failed, by its name, and is not complete', async () => {
    const bucket = bucketOf(runTicket(), both);
    bucket.put(runKeys.visited(RUN, FIRST, 0), visited(rotated));
    const { answer, result } = await finish(runTicket(), bucket);
    expect(answer).toMatchObject({ isComplete: false, cause: '1 of 2 accounts failed' });
    expect(result).toMatchObject({ incomplete: true, summary: { accountsFailed: 1, accounts: 2 } });
    expect(result.accounts[1]).toMatchObject({ id: SECOND, outcome: 'failed' });
    expect(bucket.get(runKeys.lastComplete)).toBeNull();
  });

  it('is never complete over a list of accounts that broke off', async () => {
    const bucket = bucketOf(runTicket(), [ticketOf(FIRST)], { listFailure: 'organizations:ListAccounts: denied' });
    bucket.put(runKeys.visited(RUN, FIRST, 0), visited(resultOf(FIRST)));
    const { answer, result } = await finish(runTicket(), bucket);
    expect(answer).toMatchObject({ isComplete: false, cause: 'the list of accounts broke off' });
    expect(result.remarks).toEqual(['the list of accounts broke off: organizations:ListAccounts: denied']);
    expect(bucket.get(runKeys.lastComplete)).toBeNull();
  });

  it('is not complete where the last round of an account was interrupted too, and keeps what was done there', async () => {
    const interrupted = resultOf(
      FIRST,
      { accounts: [{ id: FIRST, name: 'a', outcome: 'interrupted' }] },
      { rotated: 2 },
    );
    const bucket = bucketOf(runTicket(), [ticketOf(FIRST)]);
    for (const round of [0, 1, 10]) bucket.put(runKeys.visited(RUN, FIRST, round), visited(interrupted));
    const { answer, result } = await finish(runTicket(), bucket);
    expect(answer).toMatchObject({ isComplete: false, cause: '1 accounts were not finished' });
    expect(result.summary).toMatchObject({ rotated: 6, accounts: 1, accountsFailed: 0 });
  });

  it('takes the rounds in their order, not in that of the alphabet', async () => {
    const bucket = bucketOf(runTicket(), [ticketOf(FIRST)]);
    for (const round of [2, 10, 1, 0]) {
      const outcome = round === 10 ? 'done' : 'interrupted';
      const accounts = [{ id: FIRST, name: 'a', outcome } as const];
      bucket.put(runKeys.visited(RUN, FIRST, round), visited(resultOf(FIRST, { accounts })));
    }
    expect((await finish(runTicket(), bucket)).answer.isComplete).toBe(true);
  });

  it('leaves word of the last complete run, and what was counted, only after a run over everybody', async () => {
    const wholeRun = bucketOf(runTicket(), [ticketOf(FIRST)]);
    wholeRun.put(runKeys.visited(RUN, FIRST, 0), visited(rotated));
    await finish(runTicket(), wholeRun);
    expect(wholeRun.get(runKeys.lastComplete)).toEqual({ runId: RUN, day: '2026-06-01' });
    expect(wholeRun.get(runKeys.keyCounts)).toEqual({ [FIRST]: { keys: 5, day: '2026-06-01' } });
    const run = runTicket({ force: 'alice' });
    const forced = bucketOf(run, [ticketOf(FIRST)]);
    forced.put(runKeys.visited(RUN, FIRST, 0), visited(rotated));
    expect((await finish(run, forced)).answer.isComplete).toBe(true);
    expect([forced.get(runKeys.lastComplete), forced.get(runKeys.keyCounts)]).toEqual([null, null]);
  });

  it('counts the keys of each account that was seen, though others failed or have no word, and keeps theirs', async () => {
    const bucket = bucketOf(runTicket(), [ticketOf(FIRST), ticketOf(SECOND), ticketOf(THIRD)]);
    bucket.put(runKeys.keyCounts, {
      [FIRST]: { keys: 9, day: '2026-05-31' },
      [SECOND]: { keys: 7, day: '2026-05-31', before: 8 },
      [THIRD]: { keys: 3, day: '2026-05-20' },
    });
    bucket.put(runKeys.visited(RUN, FIRST, 0), visited(rotated));
    const failed = { id: SECOND, name: 'b', outcome: 'failed' as const, error: 'AssumeRole: AccessDenied' };
    bucket.put(runKeys.visited(RUN, SECOND, 0), visited(resultOf(SECOND, { accounts: [failed] })));
    await finish(runTicket(), bucket);
    expect(bucket.get(runKeys.keyCounts)).toEqual({
      [FIRST]: { keys: 5, day: '2026-06-01', before: 9 },
      [SECOND]: { keys: 7, day: '2026-05-31', before: 8 },
      [THIRD]: { keys: 3, day: '2026-05-20' },
    });
    expect(bucket.get(runKeys.lastComplete)).toBeNull();
  });

  it('counts an account that time ran out in, and one that holds no key any more', async () => {
    const bucket = bucketOf(runTicket(), [ticketOf(FIRST), ticketOf(SECOND)]);
    const accounts = [{ id: FIRST, name: 'a', outcome: 'interrupted' as const }];
    bucket.put(runKeys.visited(RUN, FIRST, 0), visited(resultOf(FIRST, { accounts }, { keys: 4_000 })));
    bucket.put(runKeys.visited(RUN, SECOND, 0), visited(resultOf(SECOND)));
    await finish(runTicket(), bucket);
    expect(bucket.get(runKeys.keyCounts)).toEqual({
      [FIRST]: { keys: 4_000, day: '2026-06-01' },
      [SECOND]: { keys: 0, day: '2026-06-01' },
    });
  });
});

describe('the first report of a deployment', () => {
  it('leaves its marker though an account failed, and its summary says when keyturn acts', async () => {
    const run = runTicket({ mode: 'plan' });
    const bucket = bucketOf(run, both, { isFirstReport: true });
    bucket.put(runKeys.visited(RUN, FIRST, 0), visited(resultOf(FIRST, { mode: 'plan' })));
    const { answer, mail } = await finish(run, bucket);
    expect(answer.isComplete).toBe(false);
    expect(bucket.get(runKeys.firstReport)).toMatchObject({ runId: RUN });
    expect(mail.summary.firstReport).toEqual({ schedule: 'cron(0 5 * * ? *)' });
  });

  it('is one dry run of a stack that is dry, too, whose summary promises nothing', async () => {
    const run = runTicket({ mode: 'plan' });
    const bucket = bucketOf(run, []);
    const { mail } = await finish(run, bucket);
    expect(bucket.get(runKeys.firstReport)).toMatchObject({ runId: RUN });
    expect(mail.summary).not.toHaveProperty('firstReport');
  });

  it('is no run that a person started', async () => {
    const bucket = bucketOf(runTicket({ isScheduled: false }), []);
    await finish(runTicket({ isScheduled: false }), bucket);
    expect(bucket.get(runKeys.firstReport)).toBeNull();
  });
});

describe('notices that nobody accepted', () => {
  const ended = async (change: { readonly told?: Told; readonly run?: RunTicket } = {}) => {
    const run = change.run ?? runTicket();
    const bucket = bucketOf(run, [ticketOf(FIRST)]);
    bucket.put(runKeys.visited(RUN, FIRST, 0), visited(rotated, oneMail));
    if (change.told !== undefined) bucket.put(runKeys.told(RUN, FIRST, 0), change.told);
    return finish(run, bucket);
  };

  it('are counted, taken back from what was told, and stand with their user', async () => {
    const { answer, result } = await ended({ told: told([{ ...tellAlice, failure: 'SES is down' }]) });
    expect(answer).toMatchObject({ undelivered: 1, summary: { told: 0, rotated: 1, failed: 1 } });
    const message = 'the owner is not told yet: SES is down';
    expect(result.users).toMatchObject([
      { user: 'alice', step: 'ROTATE', outcome: 'failed', reason: 'mail-refused', message },
    ]);
  });

  it('count as such also where the step that notes them left no word', async () => {
    const { answer, result } = await ended();
    expect(answer).toMatchObject({ undelivered: 1, summary: { told: 0, failed: 1 } });
    expect(result.users[0].message).toContain('not told yet');
  });

  it('of a user without a line of its own get one', async () => {
    const bucket = bucketOf(runTicket(), [ticketOf(FIRST)]);
    const counted = resultOf(FIRST, {}, { told: 1 });
    bucket.put(runKeys.visited(RUN, FIRST, 0), visited(counted, oneMail));
    const { result } = await finish(runTicket(), bucket);
    expect(result.users).toMatchObject([{ account: FIRST, user: 'alice', outcome: 'failed', reason: 'mail-refused' }]);
    expect(result.summary).toMatchObject({ told: 0, failed: 1 });
  });

  it('are none where each was noted', async () => {
    const { answer } = await ended({ told: told([tellAlice]) });
    expect(answer).toMatchObject({ undelivered: 0, summary: { told: 1, failed: 0 } });
  });

  it('do not exist in a dry run, whose lost mails are remarked on all the same', async () => {
    const run = runTicket({ mode: 'plan' });
    const silent = await ended({ run });
    expect(silent.answer).toMatchObject({ undelivered: 0, isComplete: true });
    expect(silent.result.remarks.join()).toContain(`mails about account ${FIRST}`);
    const refused = await ended({ run, told: told([], ['the mail was not sent: no']) });
    expect(refused.result.remarks).toEqual(['the mail was not sent: no']);
  });
});

describe('a forced rotation', () => {
  it('that was refused names why, touches no account, and finds nobody missing', async () => {
    const run = runTicket({ force: 'alice', isSearch: true });
    const bucket = bucketOf(run, both);
    bucket.put(runKeys.refusal(RUN), { refusal: '2 accounts have a user alice:\n  1\n  2' });
    const { answer, result, mail } = await finish(run, bucket);
    expect(answer).toMatchObject({ isComplete: false, cause: expect.stringContaining('2 accounts have a user alice') });
    expect(result).toMatchObject({ accounts: [], users: [], usersNotFound: [], incomplete: true });
    expect(mail.summary.refusal).toContain('2 accounts have a user alice');
  });

  it('of somebody whom the account given does not have says so', async () => {
    const run = runTicket({ force: 'alice' });
    const bucket = bucketOf(run, [ticketOf(FIRST)]);
    bucket.put(runKeys.visited(RUN, FIRST, 0), visited(resultOf(FIRST, { usersNotFound: ['alice'] })));
    expect((await finish(run, bucket)).result.usersNotFound).toEqual(['alice']);
  });
});

it.each([
  ['of a day to come', JSON.stringify({ runId: 'x', day: '9999-12-31' })],
  ['of no day', JSON.stringify({ runId: 'x', day: 1 })],
  ['that is nothing', 'null'],
  ['that cannot be read', '{'],
])('a last complete run %s, which none could have left, keeps none from counting', async (_, text) => {
  const bucket = bucketOf(runTicket(), []);
  bucket.objects.set(runKeys.lastComplete, text);
  await finish(runTicket(), bucket);
  expect(bucket.get(runKeys.lastComplete)).toEqual({ runId: RUN, day: '2026-06-01' });
});

it('cannot end a run that was never listed', async () => {
  const bucket = memoryStore();
  await expect(finish(runTicket(), bucket)).rejects.toThrow(`the run bucket holds no ${runKeys.manifest(RUN)}`);
});
