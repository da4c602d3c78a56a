import type { ExplainResult } from '../../src/app/acts/explain-result.ts';
import type { HandoverResult } from '../../src/app/acts/handover-result.ts';
import type { UndoResult } from '../../src/app/acts/undo-result.ts';
import type { RunEvent } from '../../src/app/results/events.ts';
import type { RunResult, UserResult } from '../../src/app/results/result.ts';
import type { UserStatus } from '../../src/app/results/user-status.ts';
import type { Scope } from '../../src/app/run/request.ts';
import { secretName } from '../../src/app/secret/name.ts';
import { inProcessClients } from '../../src/aws/client/in-process.ts';
import type { AccountId } from '../../src/core/keys.ts';
import { DAY, type Instant, instant, plus } from '../../src/core/time.ts';
import { addApplication, runApplications } from '../../src/sandbox/applications.ts';
import { virtualClock } from '../../src/sandbox/clock.ts';
import { execute } from '../../src/sandbox/execute.ts';
import { inProcessTransport } from '../../src/sandbox/in-process.ts';
import type { Adoption, Application } from '../../src/sandbox/model/application.ts';
import type { SandboxCredentials } from '../../src/sandbox/service-name.ts';
import type { World } from '../../src/sandbox/world.ts';
import { MEMBER_ROLE } from './deployment.ts';
import { createOrganization } from './organization.ts';
import { explainOnce, handOverOnce, type OneRun, runOnce, undoOnce } from './run-once.ts';
import { settingsWith } from './settings.ts';
import { addUserWithKeys, type KeySeed, type UserSeed } from './users.ts';

/** Where most stories happen. */
export const MEMBER = '222222222222' as AccountId;
export const MANAGEMENT = '111111111111' as AccountId;
export const REGION = 'us-east-1';
export { MEMBER_ROLE };

/**
 * Called before each request, and after it; may throw what AWS, or the network, would answer. `output`: what AWS
 * answered, which may be changed.
 */
export type Interference = (request: {
  readonly operation: string;
  readonly count: number;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output?: Record<string, unknown>;
}) => void;

export interface TestOrganization {
  readonly world: World;
  readonly operator: SandboxCredentials;
  /** Everything sent so far, in order: `iam:CreateAccessKey`. */
  readonly sent: string[];
  readonly events: RunEvent[];
  before: Interference;
  after: Interference;
  user(name: string, keys: readonly KeySeed[], options?: UserSeed): readonly SandboxCredentials[];
  application(
    name: string,
    credentials: SandboxCredentials,
    options: { everyDays: number; adopt: Adoption; isCentral?: boolean },
  ): Application;
  /** One run of the whole organization, `apply` unless told otherwise. */
  run(options?: RunOptions): Promise<RunResult>;
  /** What `keyturn undo` does to the user of this name in {@link MEMBER}. */
  undo(name: string, options?: RunOptions): Promise<UndoResult>;
  /** What `keyturn handover` does for the user of this name in {@link MEMBER}; no role: one is to end. */
  handOver(name: string, to: string | undefined, options?: RunOptions): Promise<HandoverResult>;
  /** What `keyturn explain` says of the user of this name in {@link MEMBER}. */
  explain(name: string, options?: RunOptions, origins?: Readonly<Record<string, string>>): Promise<ExplainResult>;
  /** Time passes, and applications work. */
  days(count: number): void;
  keysOf(name: string): readonly { readonly id: string; readonly status: string }[];
  read(name: string, as: SandboxCredentials): string;
}

export interface RunOptions {
  readonly mode?: 'plan' | 'apply';
  readonly settings?: Record<string, unknown>;
  readonly scope?: Partial<Scope>;
  readonly isForced?: boolean;
  readonly signal?: AbortSignal;
  /** Told of every user with a key, as `keyturn status` is. */
  readonly listed?: (user: UserStatus) => void;
  readonly deadline?: Instant;
  /** How far this worker's clock is ahead of AWS's. */
  readonly clockSkewMs?: number;
  /** Who runs it; default: the operator. */
  readonly as?: SandboxCredentials;
}

/** Before the name of a secret in another account, which is found by its ARN alone. */
const IN_MANAGEMENT = `arn:aws:secretsmanager:${REGION}:${MANAGEMENT}:secret:`;

export const createTestOrganization = (): TestOrganization => {
  const { world, operator } = createOrganization({
    now: instant(Date.UTC(2026, 5, 1, 6)),
    seed: 7,
    management: MANAGEMENT,
    members: [{ id: MEMBER, name: 'payments' }],
    operatorRole: 'operator',
  });
  const worldClock = virtualClock(world);
  const sent: string[] = [];
  const events: RunEvent[] = [];
  let runs = 0;
  const clientFactory = inProcessTransport(world, {
    before: ({ service, operation, input }) => {
      const name = `${service}:${operation}`;
      sent.push(name);
      organization.before({ operation: name, count: sent.filter((each) => each === name).length, input });
    },
    after: ({ service, operation, input }, outcome) => {
      const name = `${service}:${operation}`;
      const output = 'output' in outcome ? { output: outcome.output as Record<string, unknown> } : {};
      organization.after({ operation: name, count: sent.filter((each) => each === name).length, input, ...output });
    },
  });
  const oneRun = ({
    mode = 'apply',
    settings = {},
    scope = {},
    clockSkewMs = 0,
    as,
    ...options
  }: RunOptions): OneRun => {
    runs += 1;
    const id = `run-${runs}`;
    const clock = { ...worldClock, now: () => plus(worldClock.now(), clockSkewMs) };
    return {
      ...options,
      clientFactory: inProcessClients(clientFactory, { clock, credentials: as ?? operator }),
      clock,
      settings: settingsWith(settings),
      runId: id,
      nonce: () => `worker-${id}-${sent.length}`,
      mode,
      scope,
      report: (event) => events.push(event),
    };
  };
  const organization: TestOrganization = {
    world,
    operator,
    sent,
    events,
    before: () => undefined,
    after: () => undefined,
    user: (name, keys, options = {}) => addUserWithKeys(world, MEMBER, { name, ...options }, keys),
    application: (userName, credentials, { everyDays, adopt, isCentral = false }) =>
      addApplication(world, {
        accountId: MEMBER,
        userName,
        secretName: `${isCentral ? IN_MANAGEMENT : ''}${secretName(MEMBER as AccountId, userName)}`,
        credentials,
        everyMs: everyDays * DAY,
        adopt,
      }),
    run: (options = {}) => runOnce(oneRun(options)),
    undo: (name, options = {}) => undoOnce(oneRun({ ...options, scope: { accounts: [MEMBER], users: [name] } })),
    handOver: (name, to, options = {}) =>
      handOverOnce(oneRun({ ...options, scope: { accounts: [MEMBER], users: [name] } }), { to }),
    explain: (name, options = {}, origins = {}) =>
      explainOnce(oneRun({ ...options, mode: 'plan', scope: { accounts: [MEMBER], users: [name] } }), origins),
    days: (count) => runApplications(world, plus(world.now, count * DAY)),
    keysOf: (name) =>
      [...world.accessKeys.values()]
        .filter((key) => key.accountId === MEMBER && key.userName === name)
        .map((key) => ({ id: key.accessKeyId, status: key.status })),
    read: (name, as) => readSecret(world, name, as),
  };
  return organization;
};

const readSecret = (world: World, name: string, credentials: SandboxCredentials): string => {
  const SecretId = name.startsWith('arn:') ? name : `Account_${MEMBER}_User_${name}_AccessKey`;
  const input = { SecretId, VersionStage: 'AWSCURRENT' };
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
