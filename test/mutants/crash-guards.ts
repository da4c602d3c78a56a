import type { Mutant } from './guards.ts';

const tests = 'test/simulation/crash-points/crash-points.test.ts';

/** What holds where a run breaks: each found out by a crash point; of two guards of the same thing, both are taken out. */
export const crashMutants: readonly Mutant[] = [
  {
    guard: 'an unverified key is not promoted',
    file: 'src/core/rules/settle-pending.ts',
    text: "record.verdict.kind === 'verified')\n    return supersedes",
    without: "record.verdict.kind !== 'abandoned')\n    return supersedes",
    tests,
  },
  {
    guard: 'a key that a dead run left is settled',
    file: 'src/core/plan.ts',
    text: '  settlePending,\n',
    without: '',
    tests,
  },
  {
    guard: 'an orphan of ours is buried',
    file: 'src/core/plan.ts',
    text: '  buryOrphan,\n',
    without: '',
    tests,
  },
  {
    guard:
      'in doubt a new key is not taken back; and only whose tombstone was written, not where the credential is stored',
    file: 'src/app/steps/rotate.ts',
    text: "isAwsFault(error) && error.kind !== 'doubtful'",
    without: 'isAwsFault(error)',
    together: {
      file: 'src/app/steps/rotate.ts',
      text: "if (outcome === 'written') await users.delete",
      without: 'if (outcome) await users.delete',
    },
    tests,
  },
];
