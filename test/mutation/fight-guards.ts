import { coreGuard } from './core-guards.ts';
import type { Mutant } from './guards.ts';

/** Guards of people and their code beside keyturn: who undoes its steps, never fetches a key, or rotates by himself. */
export const fightMutants: readonly Mutant[] = [
  ...['after-notice', 'rotate', 'restore-secret'].map((file) =>
    coreGuard(`what is undone three times is left to a person (${file})`, file, {
      text: 'count >= UNDONE_OFTEN',
      without: 'count >= 99',
    }),
  ),
  coreGuard('what is undone three times is left to a person (keep-policy)', 'keep-policy', {
    text: "undoings(view, 'REPAIR_POLICY') + 1 >= UNDONE_OFTEN",
    without: "undoings(view, 'REPAIR_POLICY') + 1 >= 99",
  }),
  coreGuard('an earlier policy waits for the first secret', 'keep-policy', {
    text: "observation.policyUpdates !== 'wait'",
    without: 'observation.at > 0',
  }),
  coreGuard('only a later run shows that keyturn can write', 'keep-policy', {
    text: "if (writer !== 'unnoted' && now < plus(writer, RUN_LIMIT)) return undefined;",
    without: '',
  }),
  coreGuard('a held user is left alone', 'stop', {
    text: "if (user.isHeld) return nothing('hold-asked');",
    without: '',
  }),
  coreGuard('a key whose deactivation was sent and never noted starts anew', '../view', {
    text: 'inactiveSince ?? deactivatingAt',
    without: 'inactiveSince',
  }),
  {
    guard: 'a deactivation is noted before it is sent',
    file: 'src/app/execute/retire.ts',
    text: '{ deactivatingAt: signedAt }',
    without: '{}',
    tests: 'test/scenarios/deactivation-in-doubt.test.ts',
  },
  {
    guard: 'a deactivation that AWS refused leaves the warning as it was',
    file: 'src/app/execute/retire.ts',
    text: 'await note(stepContext, stepContext.step.key, { deactivatingAt: undefined }).catch(() => undefined);',
    without: '',
    tests: 'test/scenarios/deactivation-in-doubt.test.ts',
  },
  {
    guard: 'a deactivation that nobody came to note counts as undone',
    file: 'src/app/execute/settle.ts',
    text: 'deactivatedAt !== undefined || deactivatingAt !== undefined',
    without: 'deactivatedAt !== undefined',
    tests: 'test/scenarios/deactivation-in-doubt.test.ts',
  },
  coreGuard('no second key is made beside one that nobody is known to hold', 'rotate', {
    text: 'const stays = forced ? whyInVain(view, key) :',
    without: 'const stays = forced ? undefined :',
  }),
  coreGuard('three undoings do not lapse', '../view', { text: 'undoing.count < UNDONE_OFTEN && now', without: 'now' }),
  coreGuard('two undoings lapse after 90 days', '../view', {
    text: '&& now > plus(undoing.lastAt, UNDOING_LAPSES)',
    without: '&& Number.isNaN(now)',
  }),
  coreGuard('a deleted key that AWSCURRENT names is not forgotten with its promotion', 'settle-pending', {
    text: 'if (view.secret?.current === record.id) return clear(record, false);',
    without: 'if (view.secret?.current === record.id) return clear(record, key === undefined);',
  }),
  coreGuard('a new key that somebody deleted counts', 'rotate', {
    text: '(isSuccessorLost(view) ? 1 : 0)',
    without: '0',
  }),
  coreGuard('a key from which a person went back is not promoted again', 'settle-pending', {
    text: '!record.isUndone && supersedes',
    without: 'supersedes',
  }),
  coreGuard('a key that nobody collected is not renewed', 'rotate', {
    text: 'if (isUncollected(view, key))',
    without: 'if (Number.isNaN(0))',
  }),
  coreGuard('a read on the day of our own shows nothing', '../view', {
    text: '> Math.floor(at / DAY)',
    without: '>= Math.floor(at / DAY)',
  }),
  coreGuard('what may have been read unseen is not retired', '../view', {
    text: "readByOwner || view.secret?.replicas !== undefined ? 'unknown' : 'no'",
    without: "'no'",
  }),
  coreGuard('our own verification is no use of a key', '../view', {
    text: '&& lastUsedAt > plus(verdict.at, ADOPTED_AFTER) ?',
    without: '&& lastUsedAt > 0 ?',
  }),
  coreGuard('a key of ours that may have been fetched is not retired as unused', 'retire-by-policy', {
    text: "isForeign(view, key) || isCollected(view, key.id) === 'no'",
    without: 'isForeign(view, key) || isCollected(view, key.id) !== undefined',
  }),
  coreGuard("a young key of the owner's own is never taken for idle", 'free-slot', {
    text: 'view.now >= idleAt(view, other)',
    without: 'view.now > 0',
  }),
  coreGuard('one of two keys is in use before the other goes', 'free-slot', {
    text: 'keys.find((key) => isInUse(view, key))',
    without: 'keys.find((key) => isInUse(view, key)) ?? keys[1]',
  }),
  coreGuard("ours goes for the owner's own only while nobody uses it", 'free-slot', {
    text: 'keys.find((key) => !isInUse(view, key))',
    without: 'keys.find((key) => key !== inUse)',
  }),
  coreGuard("ours goes only for a newer key of the owner's own", 'free-slot', {
    text: '&& inUse.createdAt > other.createdAt',
    without: '',
  }),
  coreGuard("ours goes only for a key of the owner's own", 'free-slot', {
    text: '&& isForeign(view, inUse)',
    without: '',
  }),
  coreGuard('ours goes only where it is stored', 'free-slot', {
    text: "&& view.successor.record.storage.kind === 'stored'",
    without: '',
  }),
  coreGuard('two keys are only reported where policy says so', 'free-slot', {
    text: "if (view.policy.twoKeys === 'report')",
    without: 'if (Number.isNaN(0))',
  }),
  coreGuard('a key of ours is deleted by policy only where we deactivated it', 'policy-targets', {
    text: 'if (!isForeign(view, key) && deactivatedAt === undefined) return false;',
    without: '',
  }),
  coreGuard('an only key that was used after the warning is not deleted', 'policy-targets', {
    text: "unusedKeys === 'retire' && isUnusedSince(view, key, warned.at)",
    without: "unusedKeys === 'retire'",
  }),
];
