import type { Policy } from '../../../src/core/policy.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import type { Adoption } from '../../../src/sandbox/model/application.ts';
import { type Chance, chanceFrom } from '../random.ts';
import { withBlind } from './compose-blind.ts';
import { withCentral } from './compose-central.ts';
import { withElsewhere } from './compose-elsewhere.ts';
import { composeEvents, somebody } from './compose-events.ts';
import { withRefusals } from './compose-refusals.ts';
import { composeUndo, withUndo } from './compose-undo.ts';
import type { Habits, Schedule, ScheduledUser } from './schedule.ts';

/** The story of a seed: some days of a compressed policy, with faults and people, then quiet ones. */
export const compose = (seed: number): Schedule => {
  const chance = chanceFrom(Math.imul(seed, 0x9e3779b1));
  const policy = policyFrom(chance);
  const world = habitsFrom(chance);
  const users = Array.from({ length: chance.pick([1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3]) }, (_, index) =>
    user(chance, { policy, world, name: names[index] ?? 'dave' }),
  );
  const settling = chance.is(0.01) ? 'full' : 'short';
  const { events, settlesFrom } = composeEvents(chance, { users: users.length, isLong: settling === 'full' });
  const settings = {
    ...(chance.is(0.08)
      ? { pace: { accountKeys: 1, accountPercent: 0, organizationKeys: 1, organizationPercent: 0 } }
      : {}),
    ...(chance.is(0.25) ? { adopt: true } : {}),
  };
  // Picked last, so that each seed keeps the rest of its story.
  const secretLagMs = chance.pick([0, 0, 0, 0.3, 1, 3, 10, 20]) * SECOND;
  const undone = composeUndo(chance, {
    users: users.length,
    settlesFrom,
    somebody: (people) => somebody(people, users.length),
  });
  const days = withUndo({ events, settlesFrom }, undone);
  const placed = { ...days, events: withElsewhere(chance, days.events) };
  const denied = chance.is(users.length > 1 ? 0.3 : 0.02) ? { deniedUser: chance.below(users.length) } : {};
  const blind = withBlind(chance, {
    seed,
    policy,
    settings,
    world: { ...world, secretLagMs },
    users,
    ...placed,
    ...denied,
    settling,
  });
  return withCentral(chance, withRefusals(chance, blind));
};

const names = ['alice', 'bob', 'carol,ops'] as const;

const policyFrom = (chance: Chance): Policy => {
  const warnDays = chance.pick([1, 1, 1, 2]);
  const installGraceDays = warnDays + chance.pick([0, 0, 1]);
  const recoveryGraceDays = warnDays + chance.pick([0, 0, 1]);
  const quietDays = chance.pick([1, 1, 2]);
  return {
    warnDays,
    installGraceDays,
    recoveryGraceDays,
    quietDays,
    rotateAfterDays: Math.max(installGraceDays + recoveryGraceDays, quietDays) + 2 + chance.below(3),
    idleDays: quietDays + 1 + chance.below(3),
    retirement: chance.is(0.1) ? 'on-schedule' : 'when-quiet',
    twoKeys: chance.pick(['retire-idle', 'retire-idle', 'report']),
    inactiveKeys: chance.pick(['delete-when-blocking', 'delete-when-blocking', 'delete', 'report']),
    unusedKeys: chance.pick(['rotate', 'rotate', 'retire']),
    datelessKeys: 'ask',
  };
};

const habitsFrom = (chance: Chance): Omit<Habits, 'secretLagMs'> => ({
  latencyMs: chance.pick([0, 50, 200, 2_000]),
  newKeyLagMs: chance.pick([0, 8, 8, 20, 45, 110]) * SECOND,
  lastUsedLagMs: chance.pick([0, 0, 1, 4]) * HOUR,
  readLagMs: chance.pick([0, 0, 0, 5, 20, 50]) * SECOND,
  trailDelayMs: chance.pick([5, 5, 15, 24 * 60, 20 * 24 * 60]) * MINUTE,
});

interface Place {
  readonly policy: Policy;
  readonly world: Pick<Habits, 'lastUsedLagMs'>;
  readonly name: string;
}

const user = (chance: Chance, place: Place): ScheduledUser => {
  const { rotateAfterDays: period, idleDays } = place.policy;
  const due = period + chance.below(3);
  const used = { usedDaysAgo: 0.2 };
  const kind = chance.below(20);
  const app = (key: number) => application(chance, place, key);
  if (kind < 12) return { name: place.name, keys: [{ ageDays: due, ...used }], applications: [app(0)] };
  const variants: readonly Omit<ScheduledUser, 'name'>[] = [
    { keys: [{ ageDays: period - 1, ...used }], applications: [app(0)] },
    {
      keys: [
        { ageDays: due, ...used },
        { ageDays: due - 1, ...used },
      ],
      applications: [app(0), app(1)],
    },
    {
      keys: [
        { ageDays: due + idleDays, usedDaysAgo: idleDays },
        { ageDays: due, ...used },
      ],
      applications: [app(1)],
    },
    {
      keys: [
        { ageDays: due, ...used },
        { ageDays: due, isInactive: true },
      ],
      applications: [app(0)],
    },
    { keys: [{ ageDays: due + idleDays }], applications: [] },
    { keys: [{ ageDays: due, usedDaysAgo: 1 }], applications: [] },
    { keys: [0, 1, 2].map((age) => ({ ageDays: due - age, ...used })), applications: [app(0), app(2)] },
    { keys: [{ ageDays: due, ...used }], applications: [app(0)], foreignSecret: true },
  ];
  return { name: place.name, ...(variants[kind - 12] ?? { keys: [], applications: [] }) };
};

/**
 * In use means: at least once per quietDays, as IAM tells it: less what a record lags, and the quarter of an hour in
 * which it notes only the first use.
 */
const application = (chance: Chance, { policy, world }: Place, key: number): ScheduledUser['applications'][number] => {
  const most = policy.quietDays - world.lastUsedLagMs / (24 * HOUR) - 0.05;
  const isPrompt = policy.retirement === 'on-schedule';
  const everyDays = most * (isPrompt ? 0.4 : chance.pick([0.15, 0.4, 0.7, 1]));
  const adopt = isPrompt
    ? 'at-once'
    : chance.pick<Adoption>(['at-once', 'at-once', 'at-once', 'never', { afterDays: 1 }]);
  return { key, everyDays, adopt };
};
