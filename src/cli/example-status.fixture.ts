import type { UserStatus } from '../app/results/user-status.ts';

const plain: UserStatus = {
  account: '111122223333',
  accountName: 'payments',
  user: 'billing-export',
  seen: 'live',
  state: 'planned',
  step: 'ROTATE',
  reason: 'key-due',
  message: 'the key is 97 days old',
  keys: [
    {
      id: 'AKIAEXAMPLE00000AAAA',
      role: 'other',
      status: 'Active',
      createdAt: '2026-01-24T00:00:00Z',
      ageDays: 97,
      lastUsedAt: '2026-05-01T00:00:00Z',
      lastUsedDays: 0,
    },
  ],
  dates: [],
  owner: { addresses: ['payments@example.com'], from: 'account-address' },
};

const [key] = plain.keys as [UserStatus['keys'][number]];

/** One user in each state that a list can tell, in no order. For tests. */
export const exampleStatuses: readonly UserStatus[] = [
  plain,
  {
    ...plain,
    account: '444455556666',
    accountName: 'web',
    user: 'young',
    seen: 'reported',
    state: 'not-due',
    step: 'NOTHING',
    reason: 'fresh',
    message: 'due in 60 days',
    keys: [{ ...key, id: null, role: null, createdAt: '2026-04-01T00:00:00Z', ageDays: 30, lastUsedDays: null }],
    dates: [{ what: 'due', key: null, at: '2026-06-29T18:00:00Z' }],
    owner: { addresses: [], from: 'tags-unread' },
  },
  {
    ...plain,
    account: '444455556666',
    accountName: 'web',
    user: 'partner,eu',
    state: 'blocked',
    step: 'NOTHING',
    reason: 'two-keys-in-use',
    message: 'both keys are in use: there is no slot for a successor',
    remedy: 'let the applications share one key',
    keys: [
      { ...key, id: 'AKIAEXAMPLE00000BBBB', createdAt: '2025-06-15T00:00:00Z', ageDays: 320, lastUsedDays: 3 },
      { ...key, id: 'AKIAEXAMPLE00000CCCC', status: 'Inactive', createdAt: '2025-12-12T00:00:00Z', ageDays: 140 },
    ],
    owner: { addresses: [], from: 'nowhere' },
  },
  {
    ...plain,
    user: 'deploy\u001b[2J-bot',
    state: 'waiting',
    step: 'NOTHING',
    reason: 'waiting-install',
    message: 'the owner has 7 days left to install the new key',
    until: '2026-05-08T06:00:00Z',
    keys: [
      { ...key, id: 'AKIAEXAMPLE00000DDDD', role: 'old', createdAt: '2026-01-20T00:00:00Z', ageDays: 101 },
      { ...key, id: 'AKIAEXAMPLE00000EEEE', role: 'current', createdAt: '2026-04-28T06:00:00Z', ageDays: 3 },
    ],
    dates: [
      { what: 'deactivation', key: 'AKIAEXAMPLE00000DDDD', at: '2026-05-08T00:00:00Z' },
      { what: 'due', key: 'AKIAEXAMPLE00000EEEE', at: '2026-07-26T00:00:00Z' },
    ],
    owner: { addresses: ['bot@example.com'], from: 'owner-tag', toldAt: '2026-04-28T06:01:00Z' },
  },
  {
    ...plain,
    account: '444455556666',
    accountName: 'web',
    user: 'reports',
    seen: 'reported',
    state: 'failed',
    reason: 'AccessDenied',
    message: 'iam:ListAccessKeys: AccessDenied',
    keys: [{ ...key, id: null, role: null, createdAt: null, ageDays: null }],
  },
];
