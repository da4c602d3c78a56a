import type { Chance } from '../random.ts';
import type { Habits, Schedule, ScheduledUser } from './schedule.ts';

type Blind = Pick<Habits, 'unrecordedServices' | 'unrecordedUsers'>;

/**
 * In some stories IAM records no call that keyturn makes, or nothing of the first user: then the keys that applications
 * use have no date from the start. In some of these the organization takes that for rest, and nobody uses them.
 */
export const withBlind = (chance: Chance, schedule: Schedule): Schedule => {
  if (!chance.is(0.1)) return schedule;
  const [first] = schedule.users;
  const ofUser: Blind = { unrecordedUsers: first === undefined ? [] : [first.name] };
  const blind: Blind = chance.is(0.5) ? { unrecordedServices: ['secretsmanager', 'sts'] } : ofUser;
  const isTrusted = chance.is(0.2);
  const users = schedule.users.map((user) => (isBlind(user, blind) ? dateless(user, isTrusted) : user));
  const policy = isTrusted ? ({ ...schedule.policy, datelessKeys: 'quiet' } as const) : schedule.policy;
  return { ...schedule, policy, users, world: { ...schedule.world, ...blind } };
};

const isBlind = ({ name }: ScheduledUser, { unrecordedUsers }: Blind): boolean =>
  unrecordedUsers === undefined || unrecordedUsers.includes(name);

const dateless = (user: ScheduledUser, isAtRest: boolean): ScheduledUser => ({
  ...user,
  keys: user.keys.map(({ usedDaysAgo: _, ...key }) => key),
  applications: isAtRest ? [] : user.applications,
});
