import type { Mutant } from './guards.ts';

const core = 'src/core/undo.test.ts';
const interrupted = 'test/scenarios/undo-interrupted.test.ts';

const file = 'src/core/undo.ts';

/** What keeps an undo from taking back more than a person asked for, or what must stay as it is. */
export const undoMutants: readonly Mutant[] = [
  {
    guard: 'who must be left alone is left alone by an undo too',
    file: 'src/core/refused.ts',
    text: 'const stopped = stop(view);',
    without: 'const stopped = Number.isNaN(view.now) ? stop(view) : undefined;',
    tests: core,
  },
  {
    guard: 'nothing is undone beside another worker',
    file: 'src/core/refused.ts',
    text: "view.secret.claim === 'busy'",
    without: 'Number.isNaN(view.now)',
    tests: core,
  },
  {
    guard: 'a key that never had an owner stays off',
    file,
    text: 'return !isUnowned(view, key) && (isNoted',
    without: 'return (isNoted',
    tests: core,
  },
  {
    guard: 'a key that somebody else deactivated stays off',
    file,
    text: '(isNoted || view.predecessors.includes(key))',
    without: 'true',
    tests: core,
  },
  {
    guard: 'AWSCURRENT goes back to a stored, verified key alone',
    file,
    text: "record?.storage.kind === 'stored' && record.verdict.kind === 'verified'",
    without: 'record !== undefined || !record',
    tests: core,
  },
  {
    guard: 'what an interrupted undo left comes before anything further',
    file,
    text: '?? unfinished(view) ??',
    without: '??',
    tests: core,
  },
  {
    guard: 'only what was shown is undone',
    file: 'src/app/acts/undo.ts',
    text: 'if (!isSameUndo(first, decided)) throw refuse(CHANGED);',
    without: '',
    tests: interrupted,
  },
  {
    guard: 'the newer key is labelled before AWSCURRENT goes back',
    file: 'src/app/execute/undo.ts',
    text: 'if (holderOf(versions, label) === undefined)',
    without: 'if (Number.isNaN(fence.now().signedAt))',
    tests: interrupted,
  },
  {
    guard: 'a deactivation that nobody noted is noted before it is undone',
    file: 'src/app/execute/undo.ts',
    text: 'if (notesIn(snapshot, key).inactiveSince === undefined)',
    without: 'if (Number.isNaN(fence.now().signedAt))',
    tests: interrupted,
  },
  {
    guard: 'an undo that is completed counts once',
    file: 'src/app/execute/undo.ts',
    text: 'isNoted(undoContext, undo) ?',
    without: 'Number.isNaN(fence.now().signedAt) ?',
    tests: interrupted,
  },
  {
    guard: 'a promotion that was undone is told until it was accepted',
    file: 'src/core/rules/tell-owner.ts',
    text: 'from !== undefined && isBackUntold(notes, from)',
    without: 'from !== undefined && Number.isNaN(view.now)',
    tests: interrupted,
  },
  {
    guard: 'a dry run of an undo changes nothing',
    file: 'src/app/acts/undo.ts',
    text: "if (request.mode === 'plan') return { undo: seen.undo, isTold: false };",
    without: '',
    tests: interrupted,
  },
];
