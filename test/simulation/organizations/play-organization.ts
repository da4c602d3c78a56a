import { DAY, HOUR, instant, plus } from '../../../src/core/time.ts';
import { addApplication, runApplications } from '../../../src/sandbox/applications.ts';
import { virtualClock } from '../../../src/sandbox/clock.ts';
import type { World } from '../../../src/sandbox/world.ts';
import { deployMember, MEMBER_ROLE } from '../../support/deployment.ts';
import { createOrganization } from '../../support/organization.ts';
import { settingsWith } from '../../support/settings.ts';
import { addUserWithKeys } from '../../support/users.ts';
import { type Counters, noCounters } from '../counters.ts';
import { type Disturbance, GUARDED, type OrganizationStory, type StoryAccount } from './compose-organization.ts';
import { deployLightly, type LightDeployment, type Meeting, type Visit } from './deployed-lightly.ts';
import { type DayOfOrganization, type KeysNow, lawsOfDay, lawsOfEnd } from './laws.ts';

export interface PlayedOrganization {
  readonly counters: Counters;
  /** The first law that was broken, in words. */
  readonly violation: string | undefined;
  readonly log: readonly string[];
}

const START = instant(Date.UTC(2026, 5, 1, 6));

/** Plays the days of an organization, one run each, and looks after each run whether the laws hold. */
export const playOrganization = async (schedule: OrganizationStory, isTold = false): Promise<PlayedOrganization> => {
  const counters = noCounters();
  counters.schedules = 1;
  const log: string[] = [];
  const tell = (line: string): void => void (isTold && log.push(line));
  const { world, operator } = foundOrganization(schedule);
  const clock = virtualClock(world);
  let day = 0;
  let lost: { readonly account: string; readonly by: string }[] = [];
  const deployment: LightDeployment = {
    world,
    clock,
    settings: settingsOf(schedule),
    functionsAtATime: schedule.functionsAtATime,
    operator,
    died: (by, accounts) => {
      for (const account of accounts) if (account !== by) lost.push({ account, by });
    },
    meet: (visit) => meetingOf(schedule, { visit, day, counters }),
    heard: (visit, { operation, input }) => {
      counters.calls += 1;
      count(counters, operation, input);
      if (visit && /^(Create|Update|Delete|Put)/.test(operation)) tell(`day ${day}: ${visit.account} ${operation}`);
    },
  };
  const runs = deployLightly(deployment);
  const days: DayOfOrganization[] = [];
  for (day = 0; day < schedule.days; day += 1) {
    applyTroubles(world, schedule, day);
    const before = keysNow(world, schedule);
    const begun = world.now;
    lost = [];
    const result = await runs.run(day);
    for (const { id, outcome, error } of result.accounts) tell(`day ${day}: ${id} ${outcome} ${error ?? ''}`);
    for (const { account, user, step, outcome, reason } of result.users)
      tell(`day ${day}: ${account} ${user} ${step} ${outcome} ${reason}`);
    const seen: DayOfOrganization = { day, begun, before, after: keysNow(world, schedule), result, lost };
    days.push(seen);
    const broken = lawsOfDay(schedule, days, deployment.settings);
    if (broken) return ended(counters, log, `day ${day}: ${broken}`);
    runApplications(world, plus(begun, DAY));
  }
  counters.applicationUses = world.applications.reduce((sum, { uses }) => sum + uses, 0);
  return ended(counters, log, lawsOfEnd(schedule, world));
};

const ended = (counters: Counters, log: readonly string[], violation: string | undefined): PlayedOrganization => {
  if (violation) counters.violations = 1;
  return { counters, violation, log };
};

const count = (counters: Counters, operation: string, input: unknown): void => {
  if (operation === 'CreateAccessKey') counters.creations += 1;
  if (operation === 'DeleteAccessKey') counters.deletions += 1;
  if (operation === 'SendEmail') counters.mails += 1;
  if (operation === 'UpdateAccessKey') counters.deactivations += 1;
  const { VersionStage } = input as { readonly VersionStage?: string };
  if (operation === 'UpdateSecretVersionStage' && VersionStage === 'AWSCURRENT') counters.promotions += 1;
};

const settingsOf = ({ settings }: OrganizationStory) => settingsWith(settings);

const foundOrganization = (schedule: OrganizationStory) => {
  const organization = createOrganization({
    now: START,
    seed: schedule.seed,
    management: '111111111111',
    members: schedule.accounts.map(({ id }) => ({ id, name: `account-${id.slice(-1)}` })),
    operatorRole: 'operator',
    deploy: deployMember,
  });
  const { world } = organization;
  world.settings.latencyMs = schedule.latencyMs;
  world.settings.trailOnly = ['iam'];
  for (const account of schedule.accounts) settle(world, account);
  return organization;
};

const settle = (world: World, { id, users }: StoryAccount): void => {
  for (const { name, path, keys, application } of users) {
    const [credentials] = addUserWithKeys(world, id, { name, path }, keys);
    if (application === undefined || credentials === undefined) continue;
    addApplication(world, {
      accountId: id,
      userName: name,
      credentials,
      everyMs: application.everyDays * DAY,
      adopt: application.adopt,
      secretName: `Account_${id}_User_${name}_AccessKey`,
      firstUseAt: plus(START, HOUR),
    });
  }
};

/** What becomes of this request: of a troubled account's process that dies each time, and of disturbed visits. */
const meetingOf = (
  { accounts, disturbances }: OrganizationStory,
  { visit, day, counters }: { readonly visit: Visit; readonly day: number; readonly counters: Counters },
): Meeting => {
  const index = accounts.findIndex(({ id }) => id === visit.account);
  const fault = accounts[index]?.fault;
  const isTroubled = fault?.kind === 'visits-die' && day >= fault.from && day < fault.until;
  if (isTroubled && visit.requests > 12) return died(counters);
  const met = disturbances.find((each) => each.account === index && each.day === day && isMet(each, visit));
  if (met === undefined) return 'goes-on';
  counters.faults += 1;
  return met.kind === 'dies' ? died(counters) : 'ends';
};

const died = (counters: Counters): Meeting => {
  counters.crashes += 1;
  return 'dies';
};

/** Whoever dies is tried again; whoever has no time has none in any visit, or in the first alone. */
const isMet = ({ kind, at, every }: Disturbance, { requests, round, attempt }: Visit): boolean =>
  requests === at + 1 && (kind === 'dies' ? round === 0 && attempt === 0 : every || round === 0);

const denying = (Action: readonly string[] | string, Resource = '*'): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action, Resource }] });

const denied: Readonly<Record<string, (id: string) => string>> = {
  'everything-denied': () => denying('*'),
  'new-keys-denied': () => denying('iam:CreateAccessKey'),
  'some-new-keys-denied': (id) => denying('iam:CreateAccessKey', `arn:aws:iam::${id}:user${GUARDED}*`),
  'deactivations-denied': () => denying('iam:UpdateAccessKey'),
  'tags-denied': () => denying('secretsmanager:TagResource'),
  'policies-denied': () => denying('iam:AttachUserPolicy'),
  'report-denied': () => denying(['iam:GenerateCredentialReport', 'iam:GetCredentialReport']),
};

const applyTroubles = (world: World, schedule: OrganizationStory, day: number): void => {
  for (const { id, fault } of schedule.accounts) {
    const account = world.accounts.get(id);
    if (account === undefined || fault === undefined) continue;
    const isOn = day >= fault.from && day < fault.until;
    account.state = isOn && fault.kind === 'suspended' ? 'SUSPENDED' : 'ACTIVE';
    const document = denied[fault.kind]?.(id);
    account.scps = isOn && document !== undefined ? [document] : [];
    if (isOn && fault.kind === 'no-role') account.roles.delete(MEMBER_ROLE);
    else if (!account.roles.has(MEMBER_ROLE)) deployMember(world, id);
  }
  const isMute = schedule.daysWithoutMail.includes(day);
  world.settings.sesOutage = isMute ? { from: world.now, until: plus(world.now, DAY) } : undefined;
};

const keysNow = (world: World, { accounts }: OrganizationStory): KeysNow =>
  new Map(
    accounts.flatMap(({ id }) =>
      [...(world.accounts.get(id)?.users.values() ?? [])].map(
        ({ name, keys }) =>
          [
            `${id} ${name}`,
            keys.map(({ accessKeyId, status, createdAt }) => ({
              id: accessKeyId,
              isActive: status === 'Active',
              createdAt,
            })),
          ] as const,
      ),
    ),
  );
