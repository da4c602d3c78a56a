import { describe } from 'vitest';
import { decides } from '../../../test/support/decide.ts';
import { type Ago, ago, type KeyScene, type Scene } from '../../../test/support/observation.ts';

/** A due user with an inactive foreign key, noted and announced. */
const blocked = (inactive: KeyScene = {}, due: KeyScene = {}): Scene => ({
  keys: [
    { id: 'GONE', created: '400d', used: '200d', inactive: true, inactiveSince: '30d', announced: '5d', ...inactive },
    { id: 'DUE', created: '100d', used: '1d', ...due },
  ],
  secret: {},
});

const done = 'DELETE GONE policy: blocking-inactive-key';
const announce = 'ANNOUNCE GONE policy: blocking-inactive-key';
const waits = 'NOTHING: waiting-policy';
const report = { inactiveKeys: 'report' } as const;

describe('an inactive foreign key', () => {
  decides([
    ['is deleted when it blocks a due key, noted and announced', blocked(), done],
    ['is only reported where policy says so', blocked(), 'NOTHING: inactive-key', report],
    ['stays when it blocks nothing', blocked({}, { created: '20d' }), 'NOTHING: fresh'],
    [
      'is deleted though it blocks nothing where policy says so',
      blocked({}, { created: '20d' }),
      done,
      { inactiveKeys: 'delete' },
    ],
    [
      'is deleted when it blocks a rotation that a person asked for',
      { ...blocked({}, { created: '20d' }), forced: true },
      done,
    ],
    ['stays when a third key is there', { ...blocked(), keys: [...(blocked().keys ?? []), {}] }, 'NOTHING: third-key'],
    [
      'stays when a third key is there, inactive too',
      { ...blocked(), keys: [...(blocked().keys ?? []), { id: 'THIRD', inactive: true }] },
      'NOTHING: third-key',
    ],
    ['stays when the user has no active key', blocked({}, { inactive: true }), 'NOTHING: no-active-key'],
    [
      'stays when the user has no active key, though a person asked for a rotation',
      { ...blocked({}, { inactive: true }), forced: true },
      'NOTHING: no-active-key',
    ],
    ['is noted again when it was used since', blocked({ used: '1d' }), 'NOTE GONE inactiveSince: time-not-noted'],
    [
      'that was condemned has its own rule',
      blocked({ tombstone: '3d', used: undefined, inactiveSince: '1h' }),
      'NOTHING: waiting-given-up',
      { inactiveKeys: 'delete' },
    ],
  ]);
});

describe('its recovery grace and its announcement', () => {
  decides([
    ['hold for 9 days 17 hours 59 minutes', blocked({ inactiveSince: '9d 17h 59m' }), waits],
    ['are over after 9 days 18 hours', blocked({ inactiveSince: '9d 18h' }), done],
    [
      'are not announced after 2 days 17 hours 59 minutes',
      blocked({ inactiveSince: '2d 17h 59m', announced: undefined }),
      waits,
    ],
    ['are announced after 2 days 18 hours', blocked({ inactiveSince: '2d 18h', announced: undefined }), announce],
    [
      'are not announced while the note is ahead of our clock: it would be announced again',
      blocked({ inactiveSince: '+5m', announced: undefined }),
      waits,
      { recoveryGraceDays: 1, warnDays: 1, installGraceDays: 1 },
    ],
    ['are announced however late', blocked({ announced: undefined }), announce],
    ['want an announcement a day old', blocked({ announced: '23h 59m' }), waits],
    ['have one after a day', blocked({ announced: '24h' }), done],
    ['do not count an announcement before the note', blocked({ announced: '30d 1s' }), announce],
    ['count one at the moment of the note', blocked({ announced: '30d' }), done],
    [
      'are not announced again within a day of a failure',
      blocked({ announced: undefined, tries: 1, lastTry: '17h' }),
      waits,
    ],
  ]);
});

describe('an inactive key, where AWSCURRENT names a version that keyturn did not write', () => {
  const taken = (at: Ago): Scene => ({ ...blocked(), secret: { current: 'unknown', foreignCurrentAt: ago(at) } });
  const named = 'NOTHING: inactive-named';
  decides([
    ['is the one in it where it was the newest then', taken('150d'), named],
    ['also by a setting that deletes every inactive key', taken('150d'), named, { inactiveKeys: 'delete' }],
    ['is none of it where a newer one was there', taken('1h'), done],
    ['is none of it where it came later', taken('401d'), done],
  ]);
});

describe('a key that we deactivated by policy', () => {
  const ours = { warned: '38d' } as const;
  const retire = { unusedKeys: 'retire', twoKeys: 'report' } as const;
  const alone = (key: KeyScene = {}): Scene => ({
    ...blocked(),
    keys: (blocked({ ...ours, used: undefined, ...key }).keys ?? []).slice(0, 1),
  });
  /** AWSCURRENT names a key that somebody deleted. */
  const beside = (lost: KeyScene): Scene => ({
    ...alone({ used: '200d' }),
    keys: [...(alone({ used: '200d' }).keys ?? []), { id: 'NEW', gone: true, ...lost }],
    secret: { current: 'NEW' },
  });
  decides([
    ['is deleted in the end, though nothing is due', blocked(ours, { created: '20d' }), done, report],
    [
      'stays when the policy was withdrawn',
      blocked(ours, { created: '20d' }),
      'NOTHING: fresh',
      { ...report, twoKeys: 'report' },
    ],
    [
      'stays when it was never warned of: a person deactivated it',
      blocked({}, { created: '20d' }),
      'NOTHING: fresh',
      report,
    ],
    [
      'is deleted as unused, beside another, where only that policy stands',
      blocked({ ...ours, used: undefined }, { created: '20d' }),
      done,
      { ...retire, inactiveKeys: 'report' },
    ],
    [
      'stays as unused when it was used',
      blocked(ours, { created: '20d' }),
      'NOTHING: fresh',
      { ...retire, inactiveKeys: 'report' },
    ],
    ['stays when the other key is gone', alone(), 'NOTHING: no-active-key'],
    ['stays when the other key is inactive now', blocked(ours, { inactive: true }), 'NOTHING: no-active-key'],
    ['and never used is deleted though it was the only one', alone(), done, { ...report, ...retire }],
    [
      'and used long before is deleted though it was the only one',
      alone({ used: '200d' }),
      done,
      { ...report, ...retire },
    ],
    [
      'and used at the moment of the warning is deleted though it was the only one',
      alone({ used: '38d' }),
      done,
      { ...report, ...retire },
    ],
    [
      'as the only one stays when it was used after the warning',
      alone({ used: '37d 23h' }),
      'NOTHING: no-active-key',
      { ...report, ...retire },
    ],
    [
      'is not one that was replaced by a successor that somebody deleted',
      {
        ...blocked(ours, { created: '20d' }),
        keys: [...(blocked(ours, { created: '20d' }).keys ?? []), { id: 'NEW', gone: true, replaces: 'GONE' }],
      },
      'NOTHING: fresh',
      report,
    ],
    [
      'stays where its successor is gone and no other key works, whatever becomes of inactive keys',
      {
        keys: [
          { id: 'GONE', created: '400d', inactive: true, inactiveSince: '30d', announced: '5d', ...ours },
          { id: 'NEW', gone: true, replaces: 'GONE' },
        ],
        secret: {},
      },
      'NOTHING: successor-gone',
      { inactiveKeys: 'delete' },
    ],
    [
      'stays where its successor is gone, though the label that says so went with another one',
      beside({ stored: '100d', verified: '100d' }),
      'NOTHING: successor-gone',
      { ...report, ...retire, inactiveKeys: 'delete' },
    ],
    [
      'is deleted where the key that is gone came before it',
      beside({ stored: '400d 1s', verified: '400d' }),
      done,
      { ...report, ...retire },
    ],
    [
      'is deleted where AWSCURRENT names a key that was never stored',
      beside({ tombstone: '100d' }),
      done,
      { ...report, ...retire },
    ],
    [
      'goes beside a key that works, where its successor is gone and the organization has inactive keys deleted',
      {
        ...blocked(ours, { created: '20d' }),
        keys: [...(blocked(ours, { created: '20d' }).keys ?? []), { id: 'NEW', gone: true, replaces: 'GONE' }],
      },
      done,
      { inactiveKeys: 'delete' },
    ],
    [
      'whose time was lost is left alone',
      blocked({ ...ours, inactiveSince: undefined }, { created: '20d' }),
      'NOTHING: fresh',
      report,
    ],
  ]);
});
