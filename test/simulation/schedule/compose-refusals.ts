import type { Chance } from '../random.ts';
import type { PlannedFault, Schedule, ScheduleEvent } from './schedule.ts';

/**
 * What AWS refuses in some stories beside all else: other policies of secrets, while earlier ones are brought up to
 * date; and looks into the suppression list of SES, for as long as the storm lasts.
 */
export const withRefusals = (chance: Chance, schedule: Schedule): Schedule => {
  const policies = chance.is(0.08) ? refusedPolicies(chance, schedule) : [];
  const outage = chance.is(0.08) ? suppressionOutage(chance) : undefined;
  const events = [...schedule.events, ...policies].toSorted((a, b) => a.at - b.at);
  const settlesFrom = Math.max(schedule.settlesFrom, ...policies.map(({ at }) => at + 1));
  const met = outage === undefined ? events : events.map((event) => meeting(event, outage));
  return { ...schedule, events: met, settlesFrom };
};

/** A person puts an earlier form, as it is before an upgrade, and a control policy denies any other, for some hours. */
const refusedPolicies = (chance: Chance, { events, users, settlesFrom }: Schedule): readonly ScheduleEvent[] => {
  const later = events.flatMap(({ kind, at }, index) => (kind === 'run' && index > 0 ? [at] : []));
  const at = chance.pick([later[0] ?? settlesFrom, ...later, settlesFrom]) - 0.01;
  const hours = chance.pick([1, 3, 30]);
  return [
    ...users.map((_, user): ScheduleEvent => ({ kind: 'person', at, action: 'earlierPolicy', user, pick: 0 })),
    { kind: 'world', at, change: 'denyPolicies', hours },
    // Whatever the storm left undone, these see the earlier form: one that may not change it, and one that may.
    { kind: 'run', at: at + 0.5, run: calm },
    { kind: 'run', at: at + hours + 0.1, run: calm },
  ];
};

const calm = { mode: 'apply', isNarrow: true, isNamed: true, discovery: 'list', jitter: 0, plannedFaults: [] } as const;

const suppressionOutage = (chance: Chance): PlannedFault => ({
  fault: chance.pick(['throttle', 'denied', 'error', 'lost', 'unsent']),
  from: 0,
  count: 1_000,
  operation: 'sesv2:GetSuppressedDestination',
});

/** What goes wrong with the run anyway comes first. */
const meeting = (event: ScheduleEvent, outage: PlannedFault): ScheduleEvent =>
  event.kind === 'run'
    ? { ...event, run: { ...event.run, plannedFaults: [...event.run.plannedFaults, outage] } }
    : event;
