import type { RunSummary } from '../../app/notices/run-summary.ts';
import type { RunResult, Summary, UserResult } from '../../app/results/result.ts';
import { emptySummary } from '../../app/run/summary.ts';

/** A run for tests in which nothing happened, unless `change` and `counts` say otherwise. */
export const summaryExample = (
  change: Partial<RunResult> = {},
  counts: Partial<Summary> = {},
  more: Partial<RunSummary> = {},
): RunSummary => ({
  result: {
    schemaVersion: 1,
    runId: 'run-20270303-0900',
    mode: 'apply',
    startedAt: '2027-03-03T09:00:00.000Z',
    finishedAt: '2027-03-03T09:12:30.000Z',
    incomplete: false,
    summary: { ...emptySummary(), accounts: 37, users: 1_204, keys: 1_310, ...counts },
    accounts: [
      { id: '123456789012', name: 'payments', outcome: 'done' },
      { id: '210987654321', name: 'logistics', outcome: 'done' },
    ],
    users: [],
    waiting: [],
    exemptions: [],
    apiCalls: { total: 0, writes: 0, byOperation: {}, throttled: 0, throttledBy: {} },
    recordedReads: { dated: 0, dateless: 0 },
    remarks: [],
    usersNotFound: [],
    ...change,
  },
  from: 'keys@example.com',
  to: 'admins@example.com',
  resultUrl: 's3://keyturn-runs-111122223333/runs/run-20270303-0900/result.json',
  ...more,
});

export const userExample = (change: Partial<UserResult> = {}): UserResult => ({
  account: '123456789012',
  user: 'deploy-bot',
  step: 'ROTATE',
  reason: 'key-due',
  message: 'the key is 91 days old',
  outcome: 'done',
  keys: [],
  ...change,
});

const twoKeys = {
  step: 'NOTHING',
  outcome: 'blocked',
  reason: 'two-keys-in-use',
  message: 'both keys are in use: there is no slot for a successor',
  remedy: 'let the applications share one key, or give one of them a user of its own; then delete the other key',
} as const;

/** Blocked by a key that only its owner knows; the words name it. */
const spareKey = (user: string, id: string, lastUsedDays: number): UserResult =>
  userExample({
    user,
    step: 'ASK',
    outcome: 'blocked',
    reason: 'spare-key',
    message: `key ${id} takes the slot of the next successor; it was last used ${lastUsedDays === 1 ? '1 day' : `${lastUsedDays} days`} ago`,
    remedy: `find out who needs ${id}, and delete it if nobody does`,
    keys: [{ id, status: 'Active', ageDays: 400, lastUsedDays }],
  });

/** A run in which a little of everything happened. */
export const fullExample = (more: Partial<RunSummary> = {}): RunSummary =>
  summaryExample(
    {
      incomplete: true,
      accounts: [
        { id: '123456789012', name: 'payments', outcome: 'done' },
        { id: '210987654321', name: 'logistics', outcome: 'interrupted' },
        {
          id: '333344445555',
          name: 'sandbox-7',
          outcome: 'failed',
          error:
            'sts:AssumeRole: AccessDenied: is the member role deployed in this account, and does it trust the caller?',
        },
        { id: '444455556666', name: 'old-shop', outcome: 'skipped', error: 'the account is SUSPENDED' },
      ],
      users: [
        userExample(),
        userExample({ account: '210987654321', user: 'label-printer', message: 'the key is 102 days old' }),
        userExample({ ...twoKeys, user: 'invoice-export' }),
        userExample({ ...twoKeys, user: 'stock-sync', account: '210987654321' }),
        spareKey('legacy', 'AKIASPARE0EXAMPLE001', 5),
        spareKey('intranet', 'AKIASPARE0EXAMPLE002', 12),
        spareKey('fax-gateway', 'AKIASPARE0EXAMPLE003', 1),
        userExample({
          user: 'archive',
          step: 'NOTHING',
          outcome: 'waiting',
          reason: 'waiting-install',
          message: 'the owner has 6 days left to install the new key',
          remedy: 'ask again at that date',
          until: '2027-03-09T09:00:00.000Z',
        }),
        userExample({
          account: '210987654321',
          user: 'fleet-report',
          step: 'NOTHING',
          outcome: 'waiting',
          reason: 'waiting-warning',
          message: 'the old key is deactivated in 1 day, as warned',
          remedy: 'ask again at that date',
          until: '2027-03-04T09:00:00.000Z',
        }),
        userExample({
          user: 'thumbnails',
          step: 'TELL_DEACTIVATED',
          reason: 'deactivated',
          message: 'key AKIATHUMB0EXAMPLE001 was deactivated, and its owner is told',
        }),
        userExample({
          user: 'mailer',
          step: 'DEACTIVATE',
          message: 'the successor is in place, the owner told and warned, the grace over',
        }),
        userExample({
          user: 'crawler',
          step: 'DELETE',
          message: 'inactive through the recovery grace, announced, and not used since',
        }),
        userExample({
          user: 'backup',
          step: 'WARN',
          message: 'the old key is deactivated in 7 days unless it is used',
        }),
        userExample({ user: 'metrics', step: 'ANNOUNCE', message: 'the inactive key is deleted in 7 days' }),
        userExample({ user: 'gateway', step: 'REMIND', message: 'the old key was used 2 days ago, after its grace' }),
        userExample({
          user: 'reports',
          step: 'ROTATE',
          outcome: 'failed',
          reason: 'AccessDenied',
          message: 'secretsmanager:CreateSecret: AccessDenied: no permission',
        }),
        userExample({ user: 'cache', step: 'NOTE', message: 'the clock of key AKIACACHE0EXAMPLE001 starts now' }),
        userExample({ account: '210987654321', user: 'route-planner', outcome: 'interrupted' }),
      ],
      exemptions: [
        { by: 'path', value: '/vendors/', reason: 'theirs', approver: 'ann', until: '2027-12-31', state: 'holds' },
        { by: 'group', value: 'IAMKeyRotationExemptionGroup', state: 'holds' },
      ],
      remarks: ['the mail template asa/asa-iam-rotation/template/own.html does not exist; the built-in one was used'],
      usersNotFound: ['nobody-of-that-name'],
    },
    {
      accountsFailed: 1,
      due: 14,
      overdue: 7,
      late: 1,
      rotated: 2,
      told: 3,
      deactivated: 1,
      deleted: 1,
      warned: 6,
      blocked: 5,
      failed: 1,
      exempt: 4,
    },
    more,
  );
