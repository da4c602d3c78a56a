import { describe, expect, it } from 'vitest';
import { type DecisionRow, decides, planFor, removable, replaced } from '../../../test/support/decide.ts';
import { ago, type KeyScene, type Scene } from '../../../test/support/observation.ts';

const onSchedule = { retirement: 'on-schedule' } as const;

describe('a deactivation of which the owner was warned', () => {
  const old = (key: KeyScene): Scene => replaced({ old: key });
  const done = 'DEACTIVATE OLD predecessor: successor-adopted';
  const anew = 'WARN OLD predecessor: grace-ending';
  const waits = 'NOTHING: waiting-warning';
  decides([
    ['comes at the moment that was told', old({ warnedFor: '0m' }), done],
    ['does not come a millisecond before', old({ warnedFor: '+1ms' }), waits],
    [
      'does not come before it, though graces are shorter now',
      old({ warnedFor: '+20d' }),
      waits,
      { installGraceDays: 1, warnDays: 1 },
    ],
    [
      'is told anew where the grace is longer now',
      old({ warnedFor: '1h' }),
      anew,
      { installGraceDays: 41, rotateAfterDays: 120 },
    ],
    ['is told anew where warnings come earlier now', old({ warned: '10d' }), anew, { warnDays: 10 }],
    ['is told anew where a notice gave less time than warnings do', old({ warned: '1d', warnedFor: '1h' }), anew],
    ['is told anew a month after its date', old({ used: '60d', warned: '37d', warnedFor: '30d 1ms' }), anew],
    ['comes a month after its date at the latest', old({ used: '60d', warned: '37d', warnedFor: '30d' }), done],
    ['is told anew where the key was used since', old({ used: '15d', warned: '16d' }), anew],
    ['is told anew where it no longer hangs on the use', old({}), anew, onSchedule],
    ['is told anew where it hangs on the use now', old({ warnedAnyway: true }), anew],
    ['comes to the day where that was told', old({ used: '1h', warnedAnyway: true }), done, onSchedule],
    [
      'does not come in spite of daily use on a warning that said "unless it is used"',
      old({ used: '1h' }),
      anew,
      onSchedule,
    ],
    ['is told anew after half a year of exemption', old({ used: '300d', warned: '180d' }), anew],
  ]);

  it.each([
    [{}, true],
    [onSchedule, false],
  ] as const)('is told with its condition under %j', (policy, isUnlessUsed) => {
    expect(planFor(old({ warned: undefined }), policy).step).toMatchObject({ kind: 'WARN', isUnlessUsed });
  });
});

const deletions = (
  scene: (key: KeyScene) => Scene,
  words: readonly [done: string, anew: string, waits: string],
): readonly DecisionRow[] => {
  const [done, anew, waits] = words;
  return [
    ['comes at the moment that was told', scene({ announcedFor: '0m' }), done],
    ['is told anew where it was announced for the same hour', scene({ announced: '2h', announcedFor: '1h' }), anew],
    ['does not come a millisecond before', scene({ announcedFor: '+1ms' }), waits],
    [
      'does not come before it, though recovery is shorter now',
      scene({ announcedFor: '+8d' }),
      waits,
      { recoveryGraceDays: 1, warnDays: 1 },
    ],
    ['is told anew where recovery is longer now', scene({ announcedFor: '10h' }), anew, { recoveryGraceDays: 30 }],
    [
      'is told anew a month after its date',
      scene({ announced: '30d', announcedFor: '30d 1ms', inactiveSince: '50d' }),
      anew,
    ],
    [
      'comes a month after its date at the latest',
      scene({ announced: '31d', announcedFor: '30d', inactiveSince: '50d' }),
      done,
    ],
    ['is told anew after half a year of exemption', scene({ announced: '180d', inactiveSince: '190d' }), anew],
  ];
};

describe('a deletion of which the owner was told', () => {
  decides(
    deletions(
      (key) => removable({ old: { used: '300d', ...key } }),
      [
        'DELETE OLD predecessor: recovery-over',
        'ANNOUNCE OLD predecessor: recovery-ending',
        'NOTHING: waiting-recovery',
      ],
    ),
  );
});

describe('a deletion by policy of which the owner was told', () => {
  const blocked = (key: KeyScene): Scene => ({
    keys: [
      { id: 'GONE', created: '400d', used: '300d', inactive: true, inactiveSince: '30d', announced: '5d', ...key },
      { id: 'DUE', created: '100d', used: '1d' },
    ],
    secret: {},
  });
  decides(
    deletions(blocked, [
      'DELETE GONE policy: blocking-inactive-key',
      'ANNOUNCE GONE policy: blocking-inactive-key',
      'NOTHING: waiting-policy',
    ]),
  );
});

describe('the date of a wait', () => {
  it('is the one that was told', () => {
    expect(planFor(replaced({ old: { warnedFor: '+3d' } })).until).toBe(ago('+3d'));
    expect(planFor(removable({ old: { announcedFor: '+3d' } })).until).toBe(ago('+3d'));
  });

  it('is when a mail that failed brings the act about', () => {
    const failed = { tries: 1, lastTry: '1h' } as const;
    expect(planFor(replaced({ old: { warned: undefined, ...failed } })).until).toBe(ago('+7d 11h'));
  });

  it('is when a given-up key has been inactive for a day', () => {
    const gone = {
      id: 'NEW',
      stored: '3d',
      abandoned: '2d',
      pending: true,
      inactive: true,
      inactiveSince: '1h',
    } as const;
    expect(planFor({ keys: [{ created: '100d', used: '1d' }, gone], secret: {} }).until).toBe(ago('+23h'));
  });

  it('is tomorrow where the day’s share is spent', () => {
    expect(planFor({ ...replaced(), allowance: 'spent' }).until).toBe(ago('+1d'));
  });
});
