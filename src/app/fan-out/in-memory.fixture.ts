import type { AccessKeyId, AccountId } from '../../core/keys.ts';
import { type Instant, instant } from '../../core/time.ts';
import type { Notice } from '../notices/digest.ts';
import type { RunResult, Summary, UserResult } from '../results/result.ts';
import { emptySummary } from '../run/summary.ts';
import type { AccountTicket, Manifest, OutboxMessage, RunTicket } from '../run-bucket/documents.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';
import { parseSettings } from '../settings/parse.ts';
import type { Settings } from '../settings/settings.ts';

/** For tests: a run bucket in memory, as a map that can be looked into. */
export const memoryStore = (objects = new Map<string, string>()) => {
  const store: RunStore = {
    write: async (key, text) => {
      objects.set(key, text);
    },
    read: async (key) => objects.get(key),
    async *keys(prefix) {
      // Two to a page, so that whoever reads one page only is found out.
      const all = [...objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
      for (let at = 0; at < all.length; at += 2) yield all.slice(at, at + 2);
    },
    async *folders(prefix) {
      const below = [...objects.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
      const all = new Set(
        below.filter((rest) => rest.includes('/')).map((rest) => rest.slice(0, rest.indexOf('/') + 1)),
      );
      for (const folder of all) yield [`${prefix}${folder}`];
    },
  };
  return {
    store,
    objects,
    put: (key: string, document: unknown) => objects.set(key, JSON.stringify(document)),
    // biome-ignore lint/suspicious/noExplicitAny: a test knows what it put there.
    get: (key: string): any => JSON.parse(objects.get(key) ?? 'null'),
  };
};

export const RUN = '20260601-1a2b3c4d';
export const START = instant(Date.UTC(2026, 5, 1, 6));
export const [FIRST, SECOND, THIRD] = ['111111111111', '222222222222', '333333333333'] as [
  AccountId,
  AccountId,
  AccountId,
];

export const runTicket = (change: Partial<RunTicket> = {}): RunTicket => ({
  id: RUN,
  mode: 'apply',
  bucket: 'keyturn-runs',
  accountsKey: runKeys.accounts(RUN),
  batchesKey: runKeys.batches(RUN),
  force: '',
  isSearch: false,
  isScheduled: true,
  seal: 'seal-1',
  ...change,
});

export const ticketOf = (account: AccountId, share = 5): AccountTicket => ({
  account,
  name: `name-${account.slice(0, 1)}`,
  email: `${account.slice(0, 1)}@example.com`,
  share,
});

export const manifestOf = ({ seal: _, ...run }: RunTicket, change: Partial<Manifest> = {}): Manifest => ({
  run,
  startedAt: START,
  accounts: 0,
  skipped: [],
  ...change,
});

export const resultOf = (
  account: AccountId,
  change: Partial<RunResult> = {},
  counts: Partial<Summary> = {},
): RunResult => ({
  schemaVersion: 1,
  runId: RUN,
  mode: 'apply',
  startedAt: '2026-06-01T06:00:00.000Z',
  finishedAt: '2026-06-01T06:01:00.000Z',
  incomplete: false,
  summary: { ...emptySummary(), accounts: 1, ...counts },
  accounts: [{ id: account, name: `name-${account.slice(0, 1)}`, outcome: 'done' }],
  users: [],
  waiting: [],
  exemptions: [],
  apiCalls: { total: 0, writes: 0, byOperation: {}, throttled: 0, throttledBy: {} },
  recordedReads: { dated: 0, dateless: 0 },
  remarks: [],
  usersNotFound: [],
  ...change,
});

export const userLine = (account: AccountId, user: string, change: Partial<UserResult> = {}): UserResult => ({
  account,
  user,
  step: 'ROTATE',
  reason: 'due',
  message: 'rotated',
  outcome: 'done',
  keys: [],
  ...change,
});

export const KEY = 'AKIAKEYOFALICE000001' as AccessKeyId;

export const noticeTo = (user: string, change: Partial<Notice> = {}): Notice => ({
  kind: 'TELL',
  user: { name: user, arn: `arn:aws:iam::${SECOND}:user/${user}` },
  key: KEY,
  otherKey: undefined,
  secret: undefined,
  on: undefined,
  isUnlessUsed: false,
  lastUsedAt: undefined,
  reason: 'because',
  isReadUnproven: false,
  ...change,
});

export const settings = (given: Readonly<Record<string, unknown>> = {}): Settings => {
  const values = { adminEmail: 'admin@example.com', ...given };
  const parsed = parseSettings({ flags: [], file: { name: 'test', values }, environment: {} });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.settings;
};

export const digestMessage = (notices: readonly Notice[], isDryRun = false): OutboxMessage => ({
  kind: 'digest',
  digest: {
    account: { id: SECOND, name: 'payments' },
    partition: 'aws',
    at: START,
    isDryRun,
    from: 'admin@example.com',
    to: ['payments@example.com'],
    cc: [],
    policy: settings().policy,
    notices,
  },
});

export const stoppedClock = (now: Instant = START) => ({ now: () => now, sleep: async () => undefined });
