import type { Cut, Mutant } from './guards.ts';

const tests = 'test/simulation/crash-points/crash-points.test.ts';

/**
 * What holds where a run breaks: each found out by a crash point; of two guards of the same thing, both are taken out.
 */
export const crashMutants: readonly Mutant[] = [
  {
    guard: 'an unverified key is not promoted',
    file: 'src/core/rules/settle-pending.ts',
    text: "record.verdict.kind === 'verified')\n    return !record.isUndone",
    without: "record.verdict.kind !== 'abandoned')\n    return !record.isUndone",
    tests,
  },
  {
    guard: 'a key that a dead run left is settled',
    file: 'src/core/plan.ts',
    text: 'decide: settlePending',
    without: 'decide: () => undefined',
    tests,
  },
  {
    guard: 'an orphan of ours is buried',
    file: 'src/core/plan.ts',
    text: 'decide: retireOrphan',
    without: 'decide: () => undefined',
    tests,
  },
  {
    guard:
      'in doubt a new key is not taken back; and only whose tombstone was written, not where the credential is stored',
    file: 'src/app/execute/rotate.ts',
    text: "isAwsFault(error) && error.kind !== 'doubtful'",
    without: 'isAwsFault(error)',
    together: [
      {
        file: 'src/app/execute/rotate.ts',
        text: "if (outcome === 'written') await users.delete",
        without: 'if (outcome) await users.delete',
      },
    ],
    tests,
  },
];

const sleepers = 'test/simulation/crash-points/sleepers.test.ts';

const claimTooOld: Cut = {
  file: 'src/app/execute/request-fence.ts',
  text: 'if (claimedAt !== undefined && now',
  without: 'if (claimedAt !== undefined && Number.isNaN(0) && now',
};

/** The stop at a version that another worker wrote first: of the verdict, or further in, of the credential. */
const othersVersion = (indent: string): Cut => ({
  file: 'src/app/execute/rotate.ts',
  text: `\n${indent}if (outcome === 'exists')`,
  without: `\n${indent}if (outcome === undefined)`,
});

/**
 * What holds when a worker wakes up and others were there meanwhile: taken out with all that would hold in its place.
 */
export const sleepMutants: readonly Mutant[] = [
  {
    ...claimTooOld,
    guard: 'a worker whose claim is too old stops; and decisive calls are signed with the time of their observation',
    together: [
      {
        file: 'src/app/execute/request-fence.ts',
        text: 'return { signedAt: observedAt };',
        without: 'void observedAt; return { signedAt: clock.now() };',
      },
    ],
    tests: sleepers,
  },
  {
    guard:
      'a key is given up when its worker must be gone; that one stops at the verdict of another, or at the age of its claim',
    file: 'src/core/rules/settle-pending.ts',
    text: 'view.now > plus(record.storage.at, VERDICT_WAIT)',
    without: 'view.now > plus(record.storage.at, 0 * VERDICT_WAIT)',
    together: [claimTooOld, othersVersion('  ')],
    tests: sleepers,
  },
  {
    guard:
      'a key is condemned when its worker must be gone; that one stops at the tombstone, or at the age of its claim',
    file: 'src/core/rules/retire-orphan.ts',
    text: 'at < plus(key.createdAt, ORPHAN_WAIT)',
    without: 'at < plus(key.createdAt, 0 * ORPHAN_WAIT)',
    together: [claimTooOld, othersVersion('    ')],
    tests: sleepers,
  },
];
