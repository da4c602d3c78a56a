import type { RunResult } from '../../../src/app/results/result.ts';
import type { Settings } from '../../../src/app/settings/settings.ts';
import { DAY, HOUR, type Instant } from '../../../src/core/time.ts';
import type { World } from '../../../src/sandbox/world.ts';
import type { Disturbance, OrganizationStory, StoryAccount } from './compose-organization.ts';

export interface KeyNow {
  readonly id: string;
  readonly isActive: boolean;
  readonly createdAt: Instant;
}

/** By account and user. */
export type KeysNow = ReadonlyMap<string, readonly KeyNow[]>;

/** What was before and after the run of one day. */
export interface DayOfOrganization {
  readonly day: number;
  readonly begun: Instant;
  readonly before: KeysNow;
  readonly after: KeysNow;
  readonly result: RunResult;
  /** Accounts whose process was ended by another that it visited, and by which. */
  readonly lost: readonly { readonly account: string; readonly by: string }[];
}

/** What is broken after this day's run, in words. */
export const lawsOfDay = (
  schedule: OrganizationStory,
  days: readonly DayOfOrganization[],
  settings: Settings,
): string | undefined => {
  const today = days.at(-1);
  if (today === undefined) return undefined;
  return (
    everyAccountIsTold(schedule, today) ??
    nobodyIsLostTwice(schedule, days) ??
    everyTurnComes(schedule, days, settings) ??
    visitsEnd(schedule, today)
  );
};

/** L5: the result has a line for each account, and says of those that failed why. */
const everyAccountIsTold = (schedule: OrganizationStory, { result }: DayOfOrganization): string | undefined => {
  for (const { id } of schedule.accounts) {
    const line = result.accounts.find((each) => each.id === id);
    if (line === undefined) return `L5: the result says nothing of account ${id}`;
    if (line.outcome === 'failed' && !line.error) return `L5: account ${id} failed, and nothing says why`;
  }
  return undefined;
};

/** L6: an account whose process dies each time takes another account along once a week at most. */
const nobodyIsLostTwice = ({ accounts }: OrganizationStory, days: readonly DayOfOrganization[]): string | undefined => {
  const broken = accounts.filter(({ fault }) => fault?.kind === 'visits-die');
  for (const { id } of accounts)
    for (const { id: other } of broken) {
      const lost = days.filter((each) => each.lost.some(({ account, by }) => account === id && by === other));
      if (lost.length > 1) return `L6: account ${id} lost the days ${lost.map(({ day }) => day)} to ${other}`;
    }
  return undefined;
};

const isHealthy = ({ fault }: StoryAccount): boolean => fault === undefined;

/**
 * Days that an account lost, up to this one: no visit came far enough, or one died, its own or another account's that
 * was visited by the same process, and its claim holds for half an hour.
 */
const lostDays = (
  { accounts, disturbances }: OrganizationStory,
  index: number,
  days: readonly DayOfOrganization[],
): number => {
  const own = disturbances.flatMap((each) => (each.account === index && isLoss(each) ? each.day : []));
  const isLost = ({ day, lost }: DayOfOrganization): boolean =>
    own.includes(day) || lost.some(({ account }) => account === accounts[index]?.id);
  return days.filter(isLost).length;
};

const isLoss = ({ kind, every }: Disturbance): boolean => kind === 'dies' || every;

/**
 * L6, L8: a user of a healthy account whose only key is due gets his key in that run, whatever becomes of the other
 * accounts, and though time runs out; a day later for each day that his account lost; where new keys are limited, once
 * his account had as many turns as it has users.
 */
const everyTurnComes = (
  schedule: OrganizationStory,
  days: readonly DayOfOrganization[],
  settings: Settings,
): string | undefined => {
  const today = days.at(-1);
  if (today === undefined) return undefined;
  for (const [index, account] of schedule.accounts.entries()) {
    if (!isHealthy(account) || isStarved(schedule, index, today.day)) continue;
    const longest = mayWaitDays(schedule, index, { days, settings });
    for (const { name } of account.users) {
      const who = `${account.id} ${name}`;
      const since = days.findLastIndex((each) => !isWaiting(each, who, settings)) + 1;
      if (days.length - since <= longest) continue;
      const line = today.result.users.find((each) => each.account === account.id && each.user === name);
      return `L6: ${who} is due since day ${since}, and has no new key on day ${today.day}: ${line?.outcome} ${line?.step} ${line?.reason}`;
    }
  }
  return undefined;
};

/** Due before the run, and with the same one key after it. */
const isWaiting = ({ before, after, begun }: DayOfOrganization, who: string, { policy }: Settings): boolean => {
  const [key, ...others] = before.get(who) ?? [];
  const due = key && begun >= key.createdAt + policy.rotateAfterDays * DAY - 6 * HOUR + 5 * 60_000;
  return others.length === 0 && due === true && key.isActive && after.get(who)?.length === 1;
};

/** No visit of that day gets far enough to do anything, and that is no fault of the others. */
const isStarved = ({ disturbances }: OrganizationStory, index: number, day: number): boolean =>
  disturbances.some((each) => each.account === index && each.day === day && each.kind === 'ends' && each.every);

/** Days that a user may wait beyond the run that finds him due. */
const mayWaitDays = (
  schedule: OrganizationStory,
  index: number,
  { days, settings }: { readonly days: readonly DayOfOrganization[]; readonly settings: Settings },
): number => {
  const { rotationsPerRun, rotationsPerAccount } = settings.pace;
  const ofAccount = schedule.accounts[index]?.users.length ?? 0;
  // Shares go by the keys of each account, and the rest round: of so many accounts, the management account too. Whoever
  // is disturbed on the day of his turn waits for the next.
  const disturbed = schedule.disturbances.filter(({ account }) => account === index).length;
  const byRun = rotationsPerRun === undefined ? 0 : (schedule.accounts.length + 1) * (ofAccount + disturbed);
  const byAccount = rotationsPerAccount === undefined ? 0 : Math.ceil(ofAccount / rotationsPerAccount);
  // Found due is one day, and his turn another.
  const byPace = byRun + byAccount > 0 ? 1 + Math.max(byRun, byAccount) : 0;
  return lostDays(schedule, index, days) + byPace;
};

/** L8: a healthy account that had time, or more time, is done. */
const visitsEnd = (schedule: OrganizationStory, { result, day }: DayOfOrganization): string | undefined => {
  for (const [index, account] of schedule.accounts.entries()) {
    if (!isHealthy(account) || isStarved(schedule, index, day)) continue;
    const line = result.accounts.find(({ id }) => id === account.id);
    if (line?.outcome !== 'done') return `L8: account ${account.id} is ${line?.outcome}: ${line?.error}`;
  }
  return undefined;
};

/** S2, and one mail for each thing that was to be told, where nothing died or failed on the way. */
export const lawsOfEnd = (schedule: OrganizationStory, world: World): string | undefined => {
  const healthy = new Set(schedule.accounts.filter(isHealthy).map(({ id }) => id));
  const cut = world.applications.find((each) => healthy.has(each.accountId) && each.interruptions.length > 0);
  if (cut) return `S2: an application of ${cut.accountId} ${cut.userName} was interrupted`;
  return schedule.disturbances.some(({ kind }) => kind === 'dies') ? undefined : toldOnce(schedule, world);
};

/** What is told again by its nature: reminders, questions, and dates that were moved. */
const once = new Set(['TELL', 'TELL_DEACTIVATED']);

const toldOnce = ({ accounts }: OrganizationStory, world: World): string | undefined => {
  const seen = new Set<string>();
  for (const { text } of world.mailbox) {
    if (!text?.startsWith('[')) continue;
    for (const { account, user, kind, key } of JSON.parse(text)) {
      const told = `${kind} of ${key} (${account} ${user})`;
      const isTroubled = accounts.some(({ id, fault }) => id === account && fault !== undefined);
      if (once.has(kind) && !isTroubled && seen.has(told)) return `one mail each: ${told} was sent twice`;
      seen.add(told);
    }
  }
  return undefined;
};
