import { describe, expect, it } from 'vitest';
import { decides } from '../../../test/support/decide.ts';
import { ago, type KeyScene, observe, type Scene } from '../../../test/support/observation.ts';
import { orphanSuspects, unexplainedKey } from './retire-orphan.ts';

/** LOST was created after CURRENT, and nothing says where its secret went. */
const withOrphan = (lost: KeyScene, current: KeyScene = {}, secret: Scene['secret'] = {}): Scene => ({
  keys: [
    {
      id: 'CURRENT',
      created: '95d',
      used: '1d',
      stored: '95d',
      verified: '95d',
      promoted: '95d',
      told: '95d',
      ...current,
    },
    { id: 'LOST', created: '2d', ...lost },
  ],
  secret: { current: 'CURRENT', created: '95d', ...secret },
});

const ours = { creator: 'keyturn' } as const;

describe('a key whose secret was lost', () => {
  decides([
    ['is condemned when CloudTrail proves it ours', withOrphan(ours), 'CONDEMN LOST: secret-lost'],
    [
      'is condemned as soon as every worker is gone',
      withOrphan({ ...ours, created: '50m' }),
      'CONDEMN LOST: secret-lost',
    ],
    [
      'is left to its worker for 50 minutes',
      withOrphan({ ...ours, created: '49m 59s' }, { created: '20d' }),
      'NOTHING: fresh',
    ],
    [
      'is condemned though an administrator switched it off',
      withOrphan({ ...ours, inactive: true }, { created: '20d' }),
      'CONDEMN LOST: secret-lost',
    ],
    ['is never condemned once used', withOrphan({ ...ours, used: '1h' }), 'NOTHING: two-keys-in-use'],
    ['is never condemned as the only active key', withOrphan(ours, { inactive: true }), 'NOTHING: current-unusable'],
    [
      'is not ours when it is older than the key AWSCURRENT names',
      withOrphan(ours, { created: '1d' }),
      'NOTHING: fresh',
    ],
    [
      'is not ours when it was created with the key AWSCURRENT names',
      withOrphan(ours, { created: '2d' }),
      'NOTHING: fresh',
    ],
    [
      'is found though the key AWSCURRENT named is gone',
      { keys: [{ id: 'OLD', created: '80d' }, ...(withOrphan(ours).keys ?? []).slice(1)], secret: { current: 'GONE' } },
      'CONDEMN LOST: secret-lost',
    ],
    [
      'cannot be older than the secret',
      withOrphan({ ...ours, created: '94d' }, { created: '94d 1h' }, { created: '93d 23h 54m 59s' }),
      'WARN LOST policy: idle-key',
    ],
    [
      'is found though the clocks of two services differ by five minutes',
      withOrphan({ ...ours, created: '94d' }, { created: '94d 1h' }, { created: '93d 23h 55m' }),
      'CONDEMN LOST: secret-lost',
    ],
    ['is left alone when CloudTrail names another creator', withOrphan({ creator: 'other' }), 'ASK LOST: own-rotation'],
    ['is only reported when CloudTrail is silent', withOrphan({ creator: 'unknown' }), 'NOTHING: unexplained-key'],
    [
      'is reported though nothing is due',
      withOrphan({ creator: 'unknown' }, { created: '20d' }),
      'NOTHING: unexplained-key',
    ],
    ['has no case without a secret', { keys: [{ created: '20d' }, { ...ours }] }, 'NOTHING: fresh'],
  ]);
});

describe('a condemned key', () => {
  const tomb = { tombstone: '1d' } as const;
  decides([
    ['is deactivated', withOrphan(tomb), 'DEACTIVATE LOST condemned: secret-lost'],
    ['is not touched once used', withOrphan({ ...tomb, used: '1h' }), 'NOTHING: used-unverified'],
    ['is not deactivated as the only active key', withOrphan(tomb, { inactive: true }), 'NOTHING: only-active-key'],
    ['has its time noted', withOrphan({ ...tomb, inactive: true }), 'NOTE LOST inactiveSince: time-not-noted'],
    [
      'stays for 24 hours',
      withOrphan({ ...tomb, inactive: true, inactiveSince: '23h 59m 59s' }),
      'NOTHING: waiting-given-up',
    ],
    [
      'is deleted after 24 hours',
      withOrphan({ ...tomb, inactive: true, inactiveSince: '24h' }),
      'DELETE LOST condemned: secret-lost',
    ],
    [
      'is kept when it was used after all',
      withOrphan({ ...tomb, inactive: true, inactiveSince: '24h', used: '2d' }),
      'NOTHING: used-unverified',
    ],
    [
      'and re-activated by a person is taken off the list',
      withOrphan({ ...tomb, inactiveSince: '1d' }),
      'UN_NOTE LOST: human-reactivated',
    ],
    [
      'is not deactivated twice while the last status may be stale',
      withOrphan({ ...tomb, inactiveSince: '35m' }),
      'NOTHING: verifying',
    ],
    ['stays as it is once a person re-activated it', withOrphan({ ...tomb, restarted: '1d' }), 'NOTHING: reactivated'],
  ]);
});

describe('CloudTrail is asked', () => {
  const suspects = (scene: Scene): readonly string[] => orphanSuspects(observe(scene));

  it('of a key without a record, as of one whose record is empty', () => {
    const scene = observe(withOrphan({}));
    expect(orphanSuspects({ ...scene, secret: scene.secret && { ...scene.secret, records: new Map() } })).toEqual([
      'LOST',
    ]);
    expect(suspects(withOrphan({}))).toEqual(['LOST']);
  });

  it('by the time of the reading, not of the planning', () => {
    const scene = observe(withOrphan({}));
    expect(orphanSuspects({ ...scene, at: ago('1d 23h 11m') })).toEqual([]);
    expect(orphanSuspects({ ...scene, at: ago('1d 23h 10m') })).toEqual(['LOST']);
  });

  it('of no key whose fate is known', () => {
    expect(suspects(withOrphan({ stored: '2d' }))).toEqual([]);
    expect(suspects(withOrphan({ tombstone: '1d' }))).toEqual([]);
  });
});

describe('a key that nothing explains', () => {
  decides([
    [
      'stays, whatever else is idle beside it',
      {
        keys: [
          { id: 'IDLE', created: '300d', used: '200d' },
          { id: 'LOST', created: '5d', creator: 'unknown' },
        ],
        secret: {},
      },
      'NOTHING: unexplained-key',
    ],
  ]);

  it('may be an inactive one beside another inactive one', () => {
    const off = { created: '5d', inactive: true } as const;
    const seen = observe({ keys: [{ id: 'LOST', ...off, creator: 'unknown' }, { ...off }], secret: {} });
    expect(unexplainedKey(seen)).toBe('LOST');
  });
});
