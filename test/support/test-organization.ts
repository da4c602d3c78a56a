import type { RunEvent } from '../../src/app/results/events.ts';
import type { RunResult, UserResult } from '../../src/app/results/result.ts';
import type { Scope } from '../../src/app/run/request.ts';
import { run } from '../../src/app/run/run.ts';
import { secretName } from '../../src/app/secret/name.ts';
import { parseSettings } from '../../src/app/settings/parse.ts';
import type { Settings } from '../../src/app/settings/settings.ts';
import { doorTo } from '../../src/aws/client/in-process.ts';
import { wire } from '../../src/aws/connect.ts';
import type { AccountId } from '../../src/core/keys.ts';
import { DAY, type Instant, instant, plus } from '../../src/core/time.ts';
import { createNotifier } from '../../src/notify/notifier.ts';
import { addApplication, runApplications } from '../../src/sandbox/applications.ts';
import { virtualClock } from '../../src/sandbox/clock.ts';
import { execute } from '../../src/sandbox/execute.ts';
import { directDoor } from '../../src/sandbox/in-process.ts';
import type { Adoption, Application } from '../../src/sandbox/model/application.ts';
import * as seed from '../../src/sandbox/seed.ts';
import type { Credentials } from '../../src/sandbox/service-name.ts';
import { createWorld, type World } from '../../src/sandbox/world.ts';

/** Where most stories happen. */
export const MEMBER = '222222222222' as AccountId;
export const MANAGEMENT = '111111111111' as AccountId;
export const REGION = 'us-east-1';
export const MEMBER_ROLE = 'asa-iam-key-rotation-lambda-assumed-role';

/** Called before each request; may throw what AWS, or the network, would answer. */
export type Interference = (request: { readonly operation: string; readonly count: number }) => void;

export interface Town {
  readonly world: World;
  readonly operator: Credentials;
  /** Everything sent so far, in order: `iam:CreateAccessKey`. */
  readonly sent: string[];
  readonly events: RunEvent[];
  before: Interference;
  after: Interference;
  user(name: string, keys: readonly KeySeed[], options?: UserSeed): readonly Credentials[];
  application(name: string, credentials: Credentials, options: { everyDays: number; adopt: Adoption }): Application;
  /** One run of the whole organization, `apply` unless told otherwise. */
  run(options?: RunOptions): Promise<RunResult>;
  /** Time passes, and applications work. */
  days(count: number): void;
  keysOf(name: string): readonly { readonly id: string; readonly status: string }[];
  read(name: string, as: Credentials): string;
}

export interface KeySeed {
  readonly ageDays: number;
  readonly usedDaysAgo?: number;
  readonly status?: 'Active' | 'Inactive';
}

export interface UserSeed {
  readonly path?: string;
  readonly tags?: Record<string, string>;
  readonly groups?: readonly string[];
}

export interface RunOptions {
  readonly mode?: 'plan' | 'apply';
  readonly settings?: Record<string, unknown>;
  readonly scope?: Partial<Scope>;
  readonly isForced?: boolean;
  readonly signal?: AbortSignal;
  readonly deadline?: Instant;
  /** How far this worker's clock is ahead of AWS's. */
  readonly clockSkewMs?: number;
}

export const createTown = (): Town => {
  const world = createWorld({ now: instant(Date.UTC(2026, 5, 1, 6)), seed: 7 });
  const operator = furnish(world);
  const worldClock = virtualClock(world);
  const sent: string[] = [];
  const events: RunEvent[] = [];
  let runs = 0;
  const door = directDoor(world, {
    before: ({ service, operation }) => {
      const name = `${service}:${operation}`;
      sent.push(name);
      town.before({ operation: name, count: sent.filter((each) => each === name).length });
    },
    after: ({ service, operation }) => {
      const name = `${service}:${operation}`;
      town.after({ operation: name, count: sent.filter((each) => each === name).length });
    },
  });
  const town: Town = {
    world,
    operator,
    sent,
    events,
    before: () => undefined,
    after: () => undefined,
    user: (name, keys, options = {}) => addUserWithKeys(world, name, keys, options),
    application: (userName, credentials, { everyDays, adopt }) =>
      addApplication(world, {
        accountId: MEMBER,
        userName,
        secretName: secretName(MEMBER as AccountId, userName),
        credentials,
        everyMs: everyDays * DAY,
        adopt,
      }),
    run: ({ mode = 'apply', settings = {}, scope = {}, isForced = false, signal, deadline, clockSkewMs = 0 } = {}) => {
      const parsed = settingsFrom(settings);
      runs += 1;
      const id = `run-${runs}`;
      const clock = { ...worldClock, now: () => plus(worldClock.now(), clockSkewMs) };
      const wired = wire({
        door: doorTo(door, { clock, credentials: operator }),
        clock,
        settings: parsed,
        runId: id,
        region: REGION,
      });
      return run(
        { mode, scope: { accounts: 'organization', ous: [], users: [], ...scope }, isForced, settings: parsed },
        {
          runId: id,
          ...wired,
          notifier: createNotifier({ mailer: wired.mailer }),
          clock,
          nonce: () => `worker-${id}-${sent.length}`,
          report: (event) => events.push(event),
          signal: signal ?? new AbortController().signal,
          ...(deadline === undefined ? {} : { deadline }),
        },
      );
    },
    days: (count) => runApplications(world, plus(world.now, count * DAY)),
    keysOf: (name) =>
      [...world.accessKeys.values()]
        .filter((key) => key.accountId === MEMBER && key.userName === name)
        .map((key) => ({ id: key.accessKeyId, status: key.status })),
    read: (name, as) => readSecret(world, name, as),
  };
  return town;
};

const settingsFrom = (given: Record<string, unknown>): Settings => {
  const flags = Object.entries({ adminEmail: 'admin@example.com', ...given }).map(([path, value]) => ({
    flag: path,
    path,
    value,
  }));
  const parsed = parseSettings({ flags, file: undefined, environment: {} } as never);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.settings;
};

/** An organization with a management account and one member, as the deployment leaves it. */
const furnish = (world: World): Credentials => {
  seed.addOrganization(world, { id: MANAGEMENT });
  seed.addAccount(world, { id: MEMBER, name: 'payments', email: 'payments@example.com' });
  for (const id of [MANAGEMENT, MEMBER]) {
    seed.addRole(world, id, { name: MEMBER_ROLE, trustPolicy: trust, policies: { keyturn: memberPolicy } });
    seed.addManagedPolicy(world, id, { name: 'keyturn-read-own-access-key', document: readOwn });
  }
  seed.addSesIdentity(world, MANAGEMENT, { identity: 'admin@example.com', verified: true, region: REGION });
  seed.setSesAccount(world, MANAGEMENT, { region: REGION, sandbox: false } as never);
  return seed.operatorCredentials(world, MANAGEMENT, { roleName: 'operator' });
};

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` }, Action: 'sts:AssumeRole' }],
});

const memberPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['iam:*', 'secretsmanager:*', 'cloudtrail:LookupEvents'], Resource: '*' },
    { Effect: 'Deny', Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'], Resource: '*' },
  ],
});

const readOwn = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM.
      Resource: 'arn:aws:secretsmanager:*:*:secret:Account_*_User_${aws:username}_AccessKey-??????',
    },
  ],
});

const addUserWithKeys = (world: World, name: string, keys: readonly KeySeed[], options: UserSeed): Credentials[] => {
  seed.addUser(world, MEMBER, { name, ...options });
  return keys.map(({ ageDays, usedDaysAgo, status = 'Active' }) =>
    seed.addKey(world, MEMBER, name, {
      createdAt: plus(world.now, -ageDays * DAY),
      status,
      ...(usedDaysAgo === undefined ? {} : { lastUsedAt: plus(world.now, -usedDaysAgo * DAY) }),
    }),
  );
};

const readSecret = (world: World, name: string, credentials: Credentials): string => {
  const input = { SecretId: `Account_${MEMBER}_User_${name}_AccessKey`, VersionStage: 'AWSCURRENT' };
  const answer = execute(world, {
    service: 'secretsmanager',
    operation: 'GetSecretValue',
    input,
    region: REGION,
    credentials,
  });
  return String((answer as { SecretString?: string }).SecretString);
};

/** The result's line about one user. */
export const lineOf = (result: RunResult, user: string): UserResult | undefined =>
  result.users.find((each) => each.user === user);
