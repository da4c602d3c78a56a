import type { ExplainResult } from '../app/acts/explain-result.ts';

const OLD = 'AKIAEXAMPLE00000AAAA';
const NEW = 'AKIAEXAMPLE00000BBBB';
const NAME = 'Account_111122223333_User_alice_AccessKey';

/** A user in mid-rotation: the old key is in use. For tests. */
export const exampleExplanation = (differences: Partial<ExplainResult> = {}): ExplainResult => ({
  schemaVersion: 1,
  runId: 'nonce',
  at: '2026-05-01T06:00:00Z',
  account: { id: '111122223333' as ExplainResult['account']['id'], name: 'payments' },
  user: {
    name: 'alice',
    id: 'AIDAEXAMPLE000000CCCC',
    arn: 'arn:aws:iam::111122223333:user/team/alice',
    path: '/team/',
    isHeld: false,
  },
  owner: { addresses: ['ann@example.com'], from: 'owner-tag', toldAt: '2026-04-20T06:01:00Z' },
  keys: [
    {
      id: OLD,
      status: 'Active',
      createdAt: '2026-01-20T06:00:00Z',
      ageDays: 101,
      lastUsedAt: '2026-04-30T09:00:00Z',
      lastUsedDays: 0,
      lastUsedService: 's3',
      isLastUseOurs: false,
      isCurrent: false,
      isPending: false,
      storage: 'none',
      verdict: 'none',
      isUndone: false,
      notes: {
        tries: 1,
        remindedAt: '2026-04-30T06:01:00Z',
        warned: { at: '2026-04-23T06:01:00Z', on: '2026-04-30T00:01:00Z', isUnlessUsed: true },
      },
    },
    {
      id: NEW,
      status: 'Active',
      createdAt: '2026-04-20T06:00:00Z',
      ageDays: 11,
      lastUsedAt: null,
      lastUsedDays: null,
      isLastUseOurs: false,
      isCurrent: true,
      isPending: false,
      storage: 'stored',
      verdict: 'verified',
      verdictAt: '2026-04-20T06:00:10Z',
      readByOwner: false,
      lastReadOn: '2026-04-20',
      replaces: OLD,
      isUndone: false,
      notes: { promotedAt: '2026-04-20T06:00:12Z', toldAt: '2026-04-20T06:01:00Z' },
    },
  ],
  secret: {
    name: NAME,
    arn: `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${NAME}-a1b2c3`,
    region: 'eu-west-1',
    current: NEW,
    policy: 'current',
    claim: 'free',
    isFull: false,
  },
  plan: {
    step: 'NOTHING',
    reason: 'still-used',
    tone: 'wait',
    message: 'the old key was used 0 days ago: it stays until it is quiet',
    until: '2026-05-14T09:00:00Z',
    outcome: 'waiting',
  },
  rules: [
    { name: 'stop', asks: 'must the user be left alone?', answer: 'passed' },
    { name: 'retire-predecessor', asks: 'is there an old key that another one replaced?', answer: 'decided' },
  ],
  dates: [{ what: 'due', key: NEW as ExplainResult['dates'][number]['key'], at: '2026-07-19T00:00:00Z' }],
  policy: [{ setting: 'rotateAfterDays', value: 90, from: 'keyturn.yaml' }],
  incomplete: false,
  remarks: [],
  ...differences,
});
