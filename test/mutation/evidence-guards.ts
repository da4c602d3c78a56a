import { coreGuard } from './core-guards.ts';
import type { Mutant } from './guards.ts';

/** Guards of what IAM does not tell, each by itself. */
export const evidenceMutants: readonly Mutant[] = [
  coreGuard('an old key of whose use nothing is told stays', 'retire-predecessor', {
    text: 'if (isInDoubt(view, key)) return',
    without: 'if (isInDoubt(view, key) && Number.isNaN(0)) return',
  }),
  coreGuard('an idle key of whose use nothing is told stays', 'retire-by-policy', {
    text: 'isUseUnknown(view, key, key.createdAt)\n',
    without: 'isUseUnknown(view, key, key.createdAt) && Number.isNaN(0)\n',
  }),
  ...[
    ['a use shows only what comes after the new key was stored', 'lastUsedAt >= plus(since, -CLOCK_TOLERANCE) &&', ''],
    ['a use of sts alone shows nothing of others', "&&\n  lastUsedService !== 'sts'", ''],
    ['the record of a use has three days to come', 'now >= plus(since, RECORDED_WITHIN) && ', ''],
    [
      'an absent date is believed only by a setting',
      "key.lastUsedAt === undefined && view.policy.datelessKeys === 'ask' &&",
      'view.policy.idleDays < 0 &&',
    ],
  ].map(([name = '', text = '', without = '']) => coreGuard(name, '../recorded-use', { text, without })),
  coreGuard('what was read by SMTP users alone proves nothing', 'retire-predecessor', {
    text: 'readByOwner && !user.sendsBySmtp',
    without: 'readByOwner && user.name !== undefined',
  }),
  coreGuard('no policy takes the key of who sends by SMTP', 'retire-by-policy', {
    text: 'if (view.observation.user.sendsBySmtp) return',
    without: 'if (view.observation.user.sendsBySmtp && Number.isNaN(0)) return',
  }),
  {
    guard: 'SMTP passwords are sorted by Region',
    file: 'src/app/execute/stored-json.ts',
    text: '[...regions].toSorted()',
    without: '[...regions]',
    tests: 'test/scenarios/smtp-user.test.ts',
  },
  {
    guard: 'the report tells the service of a use too',
    file: 'src/aws/iam/report-rows.ts',
    text: 'const lastUsedService = lastUsedAt === undefined',
    without: 'const lastUsedService = slot !== undefined',
    tests: 'src/aws/iam',
  },
];
