import { expect } from 'vitest';
import type { RunResult } from '../../../src/app/results/result.ts';
import { withoutWriters } from '../../../src/app/secret/policy-state.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import type { Application } from '../../../src/sandbox/model/application.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import { deployCentral } from '../../support/deployment.ts';
import { ADMIN_EMAIL } from '../../support/organization.ts';
import { secretOf } from '../../support/story.ts';
import {
  createTestOrganization,
  MANAGEMENT,
  MEMBER,
  REGION,
  type RunOptions,
  type TestOrganization,
} from '../../support/test-organization.ts';

/** Short, so that a whole rotation takes three weeks. */
export const PERIODS = {
  rotateAfterDays: 20,
  installGraceDays: 4,
  recoveryGraceDays: 4,
  warnDays: 2,
  quietDays: 3,
} as const;

/** Longer than a rotation takes, with every wait for people or for other secrets. */
const MOST_DAYS = 60;

export const USERS = ['ann', 'bob'] as const;

/** An account with two users, each with an application that takes its keys from its secret. */
export interface PlayedAccount {
  readonly organization: TestOrganization;
  /** Remarks of every run so far, and what each said of a user. */
  readonly said: string[];
  /** One run with these options, and a day that goes by. */
  day(options?: RunOptions): Promise<RunResult>;
  days(count: number, options?: RunOptions): Promise<readonly RunResult[]>;
  /** Daily runs, until each user has one other key than at the start, and the old one is deleted. */
  wholeRotation(options?: RunOptions | ((day: number) => RunOptions)): Promise<void>;
  policyOf(user: string): string | undefined;
  /** The secrets as an earlier version left them: their policies name no writers, and nothing is noted of any. */
  makeEarlier(): void;
}

export interface PlayOptions {
  /** The secrets are in the account keyturn runs in. */
  readonly isCentral?: boolean;
}

export const playAccount = (
  users: readonly string[] = USERS,
  { isCentral = false }: PlayOptions = {},
): PlayedAccount => {
  const organization = createTestOrganization();
  const central = isCentral
    ? { storeSecretsInCentralAccount: true, kmsKey: deployCentral(organization.world).arn }
    : {};
  // Whoever runs keyturn in the account itself sends from there.
  seed.addSesIdentity(organization.world, MEMBER, { identity: ADMIN_EMAIL, verified: true });
  const applications = new Map<string, Application>();
  for (const user of users) {
    const [key] = organization.user(user, [{ ageDays: 25, usedDaysAgo: 0 }]);
    const application = { everyDays: 0.5, adopt: 'at-once', isCentral } as const;
    if (key) applications.set(user, organization.application(user, key, application));
  }
  const said: string[] = [];
  const day = async ({ settings = {}, ...options }: RunOptions = {}): Promise<RunResult> => {
    const result = await organization.run({ ...options, settings: { ...PERIODS, ...central, ...settings } });
    said.push(...result.remarks, ...result.users.map(({ user, message }) => `${user}: ${message}`));
    organization.days(1);
    return result;
  };
  const wholeRotation: PlayedAccount['wholeRotation'] = async (options = {}) => {
    const before = users.map((user) =>
      organization
        .keysOf(user)
        .map(({ id }) => id)
        .join(),
    );
    const isTurned = (user: string, nth: number): boolean => {
      const keys = organization.keysOf(user);
      return keys.length === 1 && keys[0]?.status === 'Active' && !before[nth]?.includes(keys[0].id);
    };
    for (let nth = 0; nth < MOST_DAYS && !users.every(isTurned); nth += 1)
      await day(typeof options === 'function' ? options(nth) : options);
    expect(
      users.filter((user, nth) => !isTurned(user, nth)),
      said.slice(-12).join('\n'),
    ).toEqual([]);
    for (const [user, application] of applications) expectHealthy(organization, user, application);
  };
  return {
    organization,
    said,
    day,
    days: async (count, options) => {
      const results: RunResult[] = [];
      for (let nth = 0; nth < count; nth += 1) results.push(await day(options));
      return results;
    },
    wholeRotation,
    policyOf: (user) => modelOf(organization, user)?.resourcePolicy?.document,
    makeEarlier: () => {
      for (const user of users) {
        const secret = modelOf(organization, user);
        const document = withoutWriters(secret?.resourcePolicy?.document);
        if (secret === undefined || document === undefined) throw new Error(`the secret of ${user} is not shut`);
        secret.resourcePolicy = { document, since: organization.world.now };
        secret.tags.delete('keyturn:writers');
      }
    },
  };
};

/** Wherever it is. */
export const modelOf = ({ world }: TestOrganization, user: string) =>
  [MANAGEMENT, MEMBER]
    .flatMap((account) => [...(world.accounts.get(account)?.secrets.get(REGION)?.values() ?? [])])
    .find(({ name }) => name === secretOf(user));

/** The owner reads the one key that he has, and no application ever stood without one. */
const expectHealthy = (organization: TestOrganization, user: string, { credentials, interruptions }: Application) => {
  expect(interruptions).toEqual([]);
  const [key] = organization.keysOf(user);
  expect(organization.read(modelOf(organization, user)?.arn ?? user, credentials)).toContain(key?.id);
};

const WRITES = [
  ['PutResourcePolicy', { ResourcePolicy: '{"Version":"2012-10-17","Statement":[]}' }],
  ['DeleteResourcePolicy', {}],
  ['PutSecretValue', { SecretString: '{}', ClientRequestToken: '00000000-0000-4000-8000-000000000009' }],
  ['TagResource', { Tags: [{ Key: 'keyturn:undone', Value: '' }] }],
  ['UntagResource', { TagKeys: ['keyturn:user-id'] }],
  ['DeleteSecret', { RecoveryWindowInDays: 7 }],
  ['GetSecretValue', {}],
] as const;

/** A call to Secrets Manager, on the secret of a user. */
export const callOn = (
  { world }: TestOrganization,
  user: string,
  [operation, input, credentials]: readonly [string, object, SandboxCredentials],
): unknown =>
  execute(world, {
    service: 'secretsmanager',
    operation,
    input: { SecretId: secretOf(user), ...input },
    region: REGION,
    credentials,
  });

/** Whoever has every right in Secrets Manager, and is no writer, neither changes nor reads any secret. */
export const expectShut = (organization: TestOrganization): void => {
  const stranger = seed.operatorCredentials(organization.world, MEMBER, { roleName: 'PowerUser' });
  for (const user of USERS)
    for (const [operation, input] of WRITES)
      expect(() => callOn(organization, user, [operation, input, stranger]), `${operation} of ${user}`).toThrow(
        /explicit deny in a resource-based policy/,
      );
};

/** Credentials of an administrator's role of the account, as single sign-on makes them: with a path, and a hash. */
export const ssoCaller = ({ world }: TestOrganization, permissionSet: string): SandboxCredentials => {
  const roleName = `AWSReservedSSO_${permissionSet}_0123456789abcdef`;
  seed.addRole(world, MEMBER, {
    name: roleName,
    path: '/aws-reserved/sso.amazonaws.com/eu-central-1/',
    trustPolicy: '{"Version":"2012-10-17","Statement":[]}',
    managedPolicyArns: [seed.ADMINISTRATOR_ACCESS],
  });
  return seed.roleCredentials(world, MEMBER, { roleName, sessionName: 'ann' });
};
