import type { PersonAct, ScheduleEvent } from '../schedule/schedule.ts';
import { alice, at, DUE, daily, days, runAt, type StartState, scheduleOf } from './start-state.ts';

const rotated = { otherwise: 'rotated' } as const;
const kept = { otherwise: 'kept' } as const;
const used = { usedDaysAgo: 0.2 };
const state = (
  name: string,
  given: Parameters<typeof scheduleOf>[0],
  ends: StartState['ends'] = rotated,
): StartState => ({
  name,
  schedule: scheduleOf(given),
  ends,
});

/** Somebody does something an hour before the run of this day, which is broken. */
const person = (action: PersonAct, day: number): readonly ScheduleEvent[] => [
  ...days(day),
  { kind: 'person', at: 24 * day, action, user: 0, pick: 0 },
  runAt(1 + 24 * day),
];

const byReport = { ...daily, isNamed: false, discovery: 'report' } as const;

const bob = { ...alice, name: 'bob' };

const besideInactive = {
  ...alice,
  keys: [
    { ageDays: DUE, ...used },
    { ageDays: 120, isInactive: true },
  ],
};

const keysOfUsers: readonly StartState[] = [
  state('a key that is not due', { events: days(1), users: [{ ...alice, keys: [{ ageDays: 60, ...used }] }] }, kept),
  state('a due key that was never used', {
    events: days(1),
    users: [{ name: 'alice', keys: [{ ageDays: DUE }], applications: [] }],
  }),
  state(
    'a due key that was never used, to be retired',
    {
      events: days(1),
      users: [{ name: 'alice', keys: [{ ageDays: DUE }], applications: [] }],
      policy: { unusedKeys: 'retire' },
    },
    { otherwise: 'gone' },
  ),
  state('two keys, one of them idle', {
    events: days(1),
    users: [
      {
        ...alice,
        keys: [
          { ageDays: DUE, ...used },
          { ageDays: 120, usedDaysAgo: 60 },
        ],
      },
    ],
    policy: { twoKeys: 'retire-idle' },
  }),
  state('an inactive second key, deleted when it blocks', {
    events: days(1),
    users: [besideInactive],
  }),
  state('an inactive second key, deleted in any case', {
    events: days(1),
    users: [besideInactive],
    policy: { inactiveKeys: 'delete' },
  }),
  state(
    'two keys in use',
    {
      events: days(1),
      users: [
        {
          name: 'alice',
          keys: [
            { ageDays: DUE, ...used },
            { ageDays: DUE, ...used },
          ],
          applications: [alice.applications, alice.applications].flatMap(([app], key) =>
            app ? [{ ...app, key }] : [],
          ),
        },
      ],
    },
    kept,
  ),
];

const people: readonly StartState[] = [
  state('the old key deactivated by hand', { events: person('deactivateOldKey', 2) }),
  state('the old key re-activated by hand', { events: person('reactivateOldKey', 4) }),
  state('the old key deleted by hand', { events: person('deleteOldKey', 2) }),
  state('a resource policy that is missing', { events: person('dropPolicy', 1) }),
  state('a resource policy that somebody changed', { events: person('changePolicy', 2) }),
  state('a resource policy of an earlier version, before the key is current', { events: person('earlierPolicy', 1) }),
  state('a resource policy of an earlier version, in the install grace', { events: person('earlierPolicy', 2) }),
  state('a resource policy of an earlier version, before a deactivation', { events: person('earlierPolicy', 4) }),
  state('a resource policy of an earlier version, before a deletion', { events: person('earlierPolicy', 6) }),
  state('a secret that is scheduled for deletion', { events: person('scheduleDeletion', 1) }),
  state('notes that somebody wiped', { events: person('wipeTags', 4) }),
  state("the claims' label taken off", { events: person('dropClaimLabel', 3) }),
];

const places: readonly StartState[] = [
  state('a secret of an earlier cycle', {
    events: [...days(8), runAt(25 + 24 * 8, { user: 0, isForced: true })],
  }),
  {
    // Who forced a rotation that broke off forces it again, day after day.
    ...state('a forced rotation', {
      events: days(6, { user: 0, isForced: true }),
      users: [{ ...alice, keys: [{ ageDays: 10, ...used }] }],
    }),
    broken: 0,
  },
  state(
    'an exempt user beside',
    {
      events: [{ kind: 'person', at: 0.5, action: 'exempt', user: 1, pick: 0 }, runAt(1)],
      users: [alice, bob],
    },
    { otherwise: 'rotated', of: { bob: 'kept' } },
  ),
  state('two users at once', { events: days(1), users: [alice, bob] }),
  state('two users, one to be deactivated and one due', {
    events: [...days(3, { user: 0 }), runAt(1 + 24 * 3)],
    users: [alice, bob],
  }),
  state('a run that finds its users by itself', { events: [runAt(1, { isNamed: false })] }),
  state('a run that reads the credential report', { events: days(1, byReport) }),
  state('a deactivation found in the credential report', { events: days(4, byReport) }),
  state('a deletion found in the credential report', { events: days(7, byReport) }),
  state('reads that lag', { events: days(1), world: { readLagMs: 20_000 } }),
  state('secrets that are shown late', { events: days(1), world: { secretLagMs: 3_000 } }),
  state('a key that works late', { events: days(1), world: { newKeyLagMs: 45_000 } }),
  state('a key that does not work within the minute', { events: days(1), world: { newKeyLagMs: 110_000 } }),
  state('records of use that lag', { events: days(4), world: { lastUsedLagMs: 4 * 3_600_000 } }),
  state('a rotation on schedule', { events: days(3), policy: { retirement: 'on-schedule' } }),
  state('a secret that the AWS sample made, to be adopted', {
    events: days(1),
    users: [{ ...alice, foreignSecret: true }],
    settings: { adopt: true },
  }),
  state('a secret that somebody else made', { events: days(1), users: [{ ...alice, foreignSecret: true }] }, kept),
  state('mails that SES refused', { events: [runAt(1, at('sesv2:SendEmail', 'error')), runAt(25)] }),
];

export const statesOfUsers: readonly StartState[] = [...keysOfUsers, ...people, ...places];
