import type { RunResult, UserResult } from '../app/results/result.ts';

/** One of everything that a run can say about users. For tests. */
export const exampleUsers: readonly UserResult[] = [
  {
    account: '111122223333',
    user: 'billing-export',
    step: 'ROTATE',
    reason: 'key-due',
    message: 'the key is 97 days old',
    outcome: 'planned',
    keys: [{ id: 'AKIAEXAMPLE00000AAAA', status: 'Active', ageDays: 97, lastUsedDays: 0 }],
  },
  {
    account: '444455556666',
    user: 'partner,eu',
    step: 'NOTHING',
    reason: 'two-keys-in-use',
    message: 'both keys are in use: there is no slot for a successor',
    remedy: 'let the applications share one key',
    outcome: 'blocked',
    keys: [
      { id: 'AKIAEXAMPLE00000BBBB', status: 'Active', ageDays: 320, lastUsedDays: 3 },
      { id: 'AKIAEXAMPLE00000CCCC', status: 'Inactive', ageDays: 140, lastUsedDays: null },
    ],
  },
  {
    account: '444455556666',
    user: 'reports',
    step: 'WARN',
    reason: 'AccessDenied',
    message: 'iam:ListAccessKeys: AccessDenied',
    outcome: 'failed',
    keys: [],
  },
];

/** A plan of an organization in which one account could not be entered. For tests. */
export const exampleResult = (changes: Partial<RunResult> = {}): RunResult => ({
  schemaVersion: 1,
  runId: 'run-1',
  mode: 'plan',
  startedAt: '2026-05-01T06:00:00.000Z',
  finishedAt: '2026-05-01T06:00:42.000Z',
  incomplete: true,
  summary: {
    accounts: 3,
    accountsFailed: 1,
    users: 40,
    keys: 41,
    overdue: 0,
    late: 0,
    due: 2,
    rotated: 1,
    deactivated: 0,
    deleted: 0,
    warned: 0,
    blocked: 1,
    exempt: 4,
    failed: 1,
    told: 1,
  },
  accounts: [
    { id: '111122223333', name: 'payments', outcome: 'done' },
    { id: '444455556666', name: 'web', outcome: 'done' },
    { id: '777788889999', name: 'partner', outcome: 'failed', error: 'sts:AssumeRole: AccessDenied' },
  ],
  users: exampleUsers,
  waiting: [],
  exemptions: [
    { by: 'path', value: '/vendors/', reason: 'theirs', approver: 'ann', until: '2027-12-31', state: 'holds' },
    { by: 'user', value: 'ses-*', state: 'holds' },
  ],
  apiCalls: { total: 31, writes: 0, byOperation: { 'iam:GetCredentialReport': 3 }, throttled: 0, throttledBy: {} },
  recordedReads: { dated: 0, dateless: 0 },
  remarks: ['a template was replaced'],
  usersNotFound: [],
  ...changes,
});

/** Nothing was due anywhere, and all was seen. For tests. */
export const quietResult = (changes: Partial<RunResult> = {}): RunResult => {
  const { summary, ...rest } = exampleResult({
    incomplete: false,
    users: [],
    exemptions: [],
    remarks: [],
    accounts: [],
  });
  const none = { accountsFailed: 0, due: 0, rotated: 0, blocked: 0, failed: 0, told: 0 };
  return { ...rest, summary: { ...summary, ...none }, ...changes };
};
