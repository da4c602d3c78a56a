import { describe, expect, it } from 'vitest';
import { removable, replaced } from '../../test/support/decide.ts';
import { ago, type KeyScene, now, observe, type Scene } from '../../test/support/observation.ts';
import type { AccessKeyId } from './keys.ts';
import { defaultPolicy } from './policy.ts';
import { isSameUndo, type Undo, undoFor } from './undo.ts';

/** The undo in one line, or the reason why not. */
const undone = (scene: Scene): string => {
  const undo = undoFor(observe(scene), defaultPolicy, now);
  if (undo.kind === 'REFUSED') return `refused: ${undo.why}`;
  return [undo.undoes, undo.key, ...(undo.kind === 'GO_BACK' ? ['from', undo.from] : [])].join(' ');
};

const inTables = (rows: readonly (readonly [title: string, scene: Scene, expected: string])[]): void => {
  for (const [title, scene, expected] of rows) it(title, () => expect(undone(scene)).toContain(expected));
};

const stored = { stored: '100d', verified: '100d', promoted: '100d', told: '100d' } as const;

/** OLD, one of keyturn's own, was replaced by NEW 5 days ago. */
const second = (old: KeyScene = {}, successor: KeyScene = {}): Scene =>
  replaced({
    old: { ...stored, warned: undefined, ...old },
    new: { created: '5d', stored: '5d', verified: '5d', promoted: '5d', told: '5d', ...successor },
  });

describe('what is undone', () => {
  inTables([
    ['a deactivation', removable({ old: { announced: undefined } }), 'deactivation OLD'],
    ['a deletion that was announced', removable(), 'deletion OLD'],
    [
      'a deletion that was announced in the moment of the deactivation',
      removable({ old: { inactiveSince: '5d' } }),
      'deletion OLD',
    ],
    ['a deactivation that nobody came to note', removable({ old: { inactiveSince: undefined } }), 'deactivation OLD'],
    [
      'the latest of two deactivations',
      removable({ keys: [{ id: 'OTHER', created: '200d', inactive: true, inactiveSince: '2d' }] }),
      'deactivation OTHER',
    ],
    [
      'the one that nobody came to note, of two deactivations',
      removable({ keys: [{ id: 'OTHER', created: '200d', inactive: true, deactivated: '1d' }] }),
      'deactivation OTHER',
    ],
    [
      'the deactivation of an idle key, by a policy',
      { keys: [{ id: 'IDLE', inactive: true, inactiveSince: '2d', warned: '9d' }, {}], secret: {} },
      'deactivation IDLE',
    ],
    ['a promotion, where both keys are active', second(), 'promotion OLD from NEW'],
    [
      'a deactivation before the promotion that led to it',
      second({ inactive: true, inactiveSince: '1d' }),
      'deactivation OLD',
    ],
  ]);
});

describe('what an interrupted undo left comes first', () => {
  inTables([
    ['a key that is active and not noted so', second({ inactiveSince: '1d' }), 'deactivation OLD'],
    ['a key whose owner was not told that it is back', second({ reactivated: '1h' }), 'deactivation OLD'],
    [
      'and once he is told, the promotion',
      second({ reactivated: '2h', reactivationTold: '1h' }),
      'promotion OLD from NEW',
    ],
    [
      'a promotion that was labelled, and AWSCURRENT not moved',
      second({ reactivated: '1h' }, { undone: true }),
      'promotion OLD from NEW',
    ],
    [
      'a promotion that was undone and not told',
      { ...second({ reactivated: '1h' }, { undone: true }), secret: { current: 'OLD' } },
      'promotion OLD from NEW',
    ],
    [
      'the key alone where the other one is gone',
      { ...second({ reactivated: '1h' }, { undone: true, gone: true }), secret: { current: 'OLD' } },
      'deactivation OLD',
    ],
    [
      'and once it is told, nothing',
      { ...second({ reactivated: '2h', reactivationTold: '1h' }, { undone: true }), secret: { current: 'OLD' } },
      'refused: nothing to undo',
    ],
  ]);
});

describe('what cannot be undone, and why', () => {
  inTables([
    ['an exempt user', removable({ exempt: 'path' }), 'refused: exempt'],
    ['a held secret', removable({ secret: { hold: 'asked' } }), 'refused: '],
    ['the secret of another deployment', removable({ secret: { hold: 'other-deployment' } }), 'refused: '],
    ['a user in an account that is not active', removable({ account: 'SUSPENDED' }), 'refused: '],
    ['a user of whom keyturn holds nothing', { keys: [{ inactive: true }] }, 'refused: nothing to undo'],
    ['while the secret is on its way out', removable({ secret: { deletion: '+3d' } }), 'scheduled for deletion'],
    ['while another run is at work', removable({ secret: { claim: 'busy' } }), 'another run is at work'],
    [
      'a key that was given up',
      {
        keys: [{}, { id: 'NEW', stored: '5d', abandoned: '3d', inactive: true, inactiveSince: '2d', pending: true }],
        secret: {},
      },
      'never had an owner',
    ],
    [
      'a key that was condemned',
      { keys: [{}, { id: 'LOST', tombstone: '3d', inactive: true, inactiveSince: '2d' }], secret: {} },
      'never had an owner',
    ],
    [
      'a key that somebody else deactivated',
      { keys: [{}, { id: 'SPARE', inactive: true }], secret: {} },
      'did not deactivate key SPARE',
    ],
    ['a deleted key', { keys: [{ id: 'NEW', ...stored }], secret: { current: 'NEW' } }, 'cannot be brought back'],
    ['a first promotion', replaced(), 'the first that keyturn made'],
    ['a promotion over a key that never worked', second({ verified: undefined }), 'the first that keyturn made'],
    ['a user whose secret holds no key yet', { keys: [{}], secret: {} }, 'refused: nothing to undo'],
  ]);
});

describe('dates', () => {
  const datesOf = (scene: Scene) => {
    const undo = undoFor(observe(scene), defaultPolicy, now);
    return undo.kind === 'REACTIVATE' ? [undo.until, undo.againFrom] : [];
  };

  it('the key can be brought back until its recovery grace ends', () => {
    // 10 days less the 6 hours of a daily run's drift.
    expect(datesOf(removable({ old: { inactiveSince: '1d', announced: undefined } }))).toEqual([
      ago('+8d18h'),
      ago('+9d18h'),
    ]);
  });

  it('or until the day that was announced, where that is later', () => {
    const old = { inactiveSince: '8d', announced: '1d', announcedFor: '+4d' };
    expect(datesOf(removable({ old }))).toEqual([ago('+4d'), ago('+9d18h')]);
  });

  it('a key that is back already has no such date', () => {
    expect(datesOf(second({ inactiveSince: '1d' }))[0]).toBeUndefined();
  });
});

it('two looks agree when they take back the same thing of the same key, whatever its dates', () => {
  const of = (scene: Scene) => undoFor(observe(scene), defaultPolicy, now) as Undo;
  expect(isSameUndo(of(removable()), of(removable({ old: { announced: undefined } })))).toBe(true);
  expect(isSameUndo(of(removable()), of(second()))).toBe(false);
  expect(isSameUndo(of(second()), of(second()))).toBe(true);
  expect(isSameUndo(of(second()), of(second({}, { id: 'NEWER' })))).toBe(false);
  expect(isSameUndo(of(removable()), undoFor(observe({}), defaultPolicy, now))).toBe(false);
});

it('two looks disagree about another key, and about another one to go back from', () => {
  const of = (scene: Scene) => undoFor(observe(scene), defaultPolicy, now) as Undo;
  const [key, other] = ['KEY', 'OTHER'] as [AccessKeyId, AccessKeyId];
  const goBack = { kind: 'GO_BACK', undoes: 'promotion', key, from: other } as const;
  expect(isSameUndo(goBack, { ...goBack })).toBe(true);
  expect(isSameUndo(goBack, { ...goBack, key: other })).toBe(false);
  expect(isSameUndo(goBack, { ...goBack, from: key })).toBe(false);
  const back = of(removable());
  expect(isSameUndo(back, { ...back, key: other })).toBe(false);
});

it.each([
  ['a secret on its way out', removable({ secret: { deletion: '+3d' } })],
  ['another worker', removable({ secret: { claim: 'busy' } })],
  ['a key that was given up', { keys: [{}, { id: 'NEW', inactive: true, stored: '5d', abandoned: '4d' }], secret: {} }],
  ['a key that somebody switched off', { keys: [{}, { id: 'OFF', inactive: true }], secret: {} }],
  ['no secret at all', { keys: [{}] }],
  ['a user without a successor', { keys: [{ created: '20d' }], secret: {} }],
  ['a first promotion', replaced()],
  ['an exempt user', { keys: [{}], secret: {}, exempt: 'path' }],
] as const)('%s is refused in whole words, with what to do', (_, scene) => {
  const refusal = undoFor(observe(scene as Scene), defaultPolicy, now);
  expect(refusal).toMatchObject({
    kind: 'REFUSED',
    why: expect.stringMatching(/\w+ \w+ \w+/),
    remedy: expect.stringMatching(/\w+ \w+ \w+/),
  });
});
