import { setMaxListeners } from 'node:events';
import { BREAK_GLASS_ROLE } from '../../../src/app/secret/writers.ts';
import type { Settings } from '../../../src/app/settings/settings.ts';
import type { AccountId } from '../../../src/core/keys.ts';
import { DAY, HOUR, type Instant, instant, plus } from '../../../src/core/time.ts';
import { addApplication } from '../../../src/sandbox/applications.ts';
import { type VirtualClock, virtualClock } from '../../../src/sandbox/clock.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import type { World } from '../../../src/sandbox/world.ts';
import { CENTRAL_ROLE, deployCentral, deployMember, readOwnKeyPolicy } from '../../support/deployment.ts';
import { createOrganization, type Organization } from '../../support/organization.ts';
import { settingsWith } from '../../support/settings.ts';
import { addUserWithKeys } from '../../support/users.ts';
import { type Counters, noCounters } from '../counters.ts';
import { createLedger, type Ledger } from '../invariants/ledger.ts';
import type { Schedule, ScheduledUser } from '../schedule/schedule.ts';
import { MANAGEMENT, MEMBER, REGION } from './accounts.ts';

/** A story's world, who acts in it, and what the harness itself remembers. */
export interface SimulatedEnvironment {
  readonly schedule: Schedule;
  readonly world: World;
  readonly clock: VirtualClock;
  /** keyturn's own identity, in the management account. */
  readonly operator: SandboxCredentials;
  /** A person with every right in the member account. */
  readonly admin: SandboxCredentials;
  /** The same, and one of the few who may change secrets there. */
  readonly breakGlass: SandboxCredentials;
  /** The account of the secrets, a person with every right in it, and one of the few who may change secrets there. */
  readonly home: string;
  readonly adminOfSecrets: SandboxCredentials;
  readonly keeper: SandboxCredentials;
  /** Settings by which the secrets would be in the other account. */
  readonly otherHome: Pick<Settings, 'central' | 'kmsKey'>;
  readonly ledger: Ledger;
  readonly counters: Counters;
  /** Present names of the story's users. */
  readonly names: string[];
  settings: Settings;
  readonly start: Instant;
  /** Never aborted. */
  readonly signal: AbortSignal;
  /** Workers that are neither done nor dead. */
  working: number;
  workers: number;
  /** Whose protocol is judged; `undefined`: only what becomes of keys and applications. */
  readonly judged: 'keyturn' | undefined;
  /** What another tool keeps in a database of its own: when it rotated, by user. */
  readonly rotatedAt: Map<string, number>;
  /** Tags as they once were, for whoever puts old ones back; by user id. */
  readonly remembered: Map<string, ReadonlyMap<string, string>>;
  /** What was done, for people; only when a story is told. */
  readonly log: string[] | undefined;
}

export const createEnvironment = (
  schedule: Schedule,
  { isTold, judged }: { isTold: boolean; judged: SimulatedEnvironment['judged'] },
): SimulatedEnvironment => {
  const start = instant(Date.UTC(2026, 5, 1, 6));
  const { world, operator } = foundOrganization(schedule, start);
  const { isCentral = false } = schedule;
  const [home, central, own] = [
    isCentral ? MANAGEMENT : MEMBER,
    { central: { isOn: true as const, role: CENTRAL_ROLE }, kmsKey: deployCentral(world).arn },
    { central: undefined, kmsKey: undefined },
  ];
  for (const user of schedule.users) addUser(world, user, home);
  const admin = seed.operatorCredentials(world, MEMBER);
  const breakGlass = seed.operatorCredentials(world, MEMBER, { roleName: BREAK_GLASS_ROLE });
  const { latencyMs: _, ...habits } = schedule.world;
  Object.assign(world.settings, habits);
  return {
    schedule,
    world,
    clock: virtualClock(world),
    operator,
    admin,
    breakGlass,
    home,
    ...(isCentral ? peopleOf(world, home) : { adminOfSecrets: admin, keeper: breakGlass }),
    otherHome: isCentral ? own : central,
    ledger: createLedger(world),
    counters: noCounters(),
    names: schedule.users.map(({ name }) => name),
    settings: { ...baseSettings(schedule.settings), policy: schedule.policy, ...(isCentral ? central : own) },
    start,
    signal: neverAborted(),
    working: 0,
    workers: 0,
    judged,
    remembered: new Map(),
    rotatedAt: new Map(),
    log: isTold ? [] : undefined,
  };
};

const peopleOf = (world: World, account: string): Pick<SimulatedEnvironment, 'adminOfSecrets' | 'keeper'> => ({
  adminOfSecrets: seed.operatorCredentials(world, account, { roleName: 'PowerUser' }),
  keeper: seed.operatorCredentials(world, account, { roleName: BREAK_GLASS_ROLE }),
});

const neverAborted = (): AbortSignal => {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
};

const cached = new Map<string, Settings>();

const baseSettings = (given: Readonly<Record<string, unknown>>): Settings => {
  const name = JSON.stringify(given);
  const known = cached.get(name);
  if (known) return known;
  const { pace, ...flat } = given;
  const parsed = settingsWith(flat);
  const exemptions = [{ by: 'tag' as const, value: 'exempt=yes' }];
  const settings = {
    ...parsed,
    exemptions,
    parallelAccounts: 2,
    ...(pace ? { pace: pace as Settings['pace'] } : {}),
  };
  cached.set(name, settings);
  return settings;
};

/** keyturn is deployed in the member account alone. */
const foundOrganization = (schedule: Schedule, now: Instant): Organization => {
  const founded = createOrganization({
    now,
    seed: schedule.seed,
    management: MANAGEMENT,
    members: [{ id: MEMBER, name: 'payments' }],
    operatorRole: 'operator',
    deploy: (world, account) => (account === MEMBER ? deployMember(world, account) : undefined),
  });
  founded.world.settings.latencyMs = schedule.world.latencyMs;
  // Nobody looks for anything else.
  founded.world.settings.trailOnly = ['iam'];
  return founded;
};

const addUser = (world: World, user: ScheduledUser, home: string): void => {
  const credentials = addUserWithKeys(
    world,
    MEMBER,
    { name: user.name },
    user.keys.map(({ isInactive, ...key }) => ({ ...key, status: isInactive ? 'Inactive' : 'Active' })),
  );
  for (const { key, everyDays, adopt } of user.applications)
    addApplication(world, {
      accountId: MEMBER,
      userName: user.name,
      credentials: credentials[key] ?? { accessKeyId: '', secretAccessKey: '' },
      everyMs: everyDays * DAY,
      adopt,
      secretName: home === MEMBER ? secretNameOf(user.name) : `${secretArnPrefix(home)}${secretNameOf(user.name)}`,
      firstUseAt: plus(world.now, Math.min(everyDays * DAY, HOUR)),
    });
  if (user.mayRead) seed.putUserPolicy(world, MEMBER, user.name, ['read-own', readOwnKeyPolicy(MEMBER)]);
  if (user.foreignSecret) addForeignSecret(world, user.name, home);
};

export const secretNameOf = (user: string): string => `Account_${MEMBER}_User_${user.replace(',', '!2C')}_AccessKey`;

/** A secret of another account is found by its ARN alone. */
const secretArnPrefix = (account: string): string => `arn:aws:secretsmanager:${REGION}:${account}:secret:`;

const addForeignSecret = (world: World, user: string, home: string): void => {
  const [key] = world.accounts.get(MEMBER)?.users.get(user)?.keys ?? [];
  const SecretString = JSON.stringify({
    UserName: user,
    AccessKeyId: key?.accessKeyId,
    SecretAccessKey: key?.secretAccessKey,
  });
  execute(world, {
    service: 'secretsmanager',
    operation: 'CreateSecret',
    input: { Name: secretNameOf(user), ClientRequestToken: '00000000-0000-4000-8000-000000000001', SecretString },
    region: REGION,
    credentials: seed.operatorCredentials(world, home),
  });
};

export const memberAccount = MEMBER as AccountId;
