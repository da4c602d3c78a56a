import { DAY, type Instant, plus } from '../core/time.ts';
import { AwsError } from './call.ts';
import { execute } from './execute.ts';
import type { Adoption, Application } from './model/application.ts';
import type { SandboxCredentials } from './service-name.ts';
import type { World } from './world.ts';

export interface NewApplication {
  readonly accountId: string;
  readonly userName: string;
  readonly credentials: SandboxCredentials;
  readonly everyMs: number;
  readonly adopt: Adoption;
  /** The secret where it finds its next key. */
  readonly secretName: string;
  /** Where it runs and finds its secret, default us-east-1. */
  readonly region?: string;
  readonly firstUseAt?: Instant;
  readonly also?: Application['also'];
}

/** Starts a simulated application; it does its first sign-in at once when time is next walked. */
export const addApplication = (world: World, options: NewApplication): Application => {
  const { accountId, userName, everyMs, adopt, secretName, credentials, also } = options;
  const application: Application = {
    accountId,
    userName,
    everyMs,
    adopt,
    region: options.region ?? 'us-east-1',
    secretName,
    credentials: { ...credentials },
    nextUseAt: options.firstUseAt ?? world.now,
    uses: 0,
    interruptions: [],
    ...(also === undefined ? {} : { also }),
  };
  world.applications.push(application);
  return application;
};

/**
 * Walks the world's time forward to `until`; each application uses its key whenever its period is over.
 * May be called for each moment instead: uses that were missed meanwhile are made up by one, now.
 */
export const runApplications = (world: World, until: Instant): void => {
  for (;;) {
    const next = earliest(world.applications);
    if (next === undefined || next.nextUseAt > until) break;
    if (next.nextUseAt > world.now) world.now = next.nextUseAt;
    work(world, next);
    next.nextUseAt = plus(world.now, next.everyMs);
  }
  if (world.now < until) world.now = until;
};

const earliest = (applications: readonly Application[]): Application | undefined => {
  let first: Application | undefined;
  for (const application of applications) {
    if (first === undefined || application.nextUseAt < first.nextUseAt) first = application;
  }
  return first;
};

const work = (world: World, application: Application): void => {
  if (application.adopt !== 'never') adopt(world, application, application.adopt);
  application.uses++;
  try {
    const { credentials, region, also } = application;
    execute(world, { service: 'sts', operation: 'GetCallerIdentity', input: {}, region, credentials });
    if (also !== undefined) execute(world, { ...also, region, credentials });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { accessKeyId } = application.credentials;
    application.interruptions.push({ at: world.now, code: error.code, accessKeyId });
  }
};

/** Reads the secret with the key it holds; what it cannot read or use it does without, as it has a key. */
const adopt = (world: World, application: Application, adoption: Exclude<Adoption, 'never'>): void => {
  const offered = storedKey(world, application);
  if (offered === undefined || offered.accessKeyId === application.credentials.accessKeyId) {
    delete application.offered;
    return;
  }
  const { accessKeyId } = offered;
  const seen =
    application.offered?.accessKeyId === accessKeyId ? application.offered : { accessKeyId, seenAt: world.now };
  application.offered = seen;
  if (adoption !== 'at-once' && world.now < seen.seenAt + adoption.afterDays * DAY) return;
  application.credentials = offered;
  delete application.offered;
};

const storedKey = (world: World, application: Application): SandboxCredentials | undefined => {
  const { region, credentials, secretName: SecretId } = application;
  try {
    const input = { SecretId, VersionStage: 'AWSCURRENT' };
    const request = { service: 'secretsmanager', operation: 'GetSecretValue', input, region, credentials } as const;
    return credentialsIn(execute(world, request).SecretString);
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
};

/** The placeholder of a new secret holds no key. */
const credentialsIn = (text: unknown): SandboxCredentials | undefined => {
  try {
    const { AccessKeyId, SecretAccessKey } = JSON.parse(String(text)) as Record<string, unknown>;
    if (typeof AccessKeyId !== 'string' || typeof SecretAccessKey !== 'string') return undefined;
    return AccessKeyId === '' || SecretAccessKey === ''
      ? undefined
      : { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  } catch {
    return undefined;
  }
};
