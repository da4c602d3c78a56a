import { describe, expect, it } from 'vitest';
import { DAY, type Instant, instant } from '../core/time.ts';
import { execute } from '../sandbox/execute.ts';
import type { SandboxUser } from '../sandbox/model/iam.ts';
import { accountById, userByName } from '../sandbox/seed.ts';
import { createDemoWorld, type DemoWorld } from './demo-organization.ts';
import { OFFICE_ADDRESS } from './names.ts';
import type { Who } from './special-users.ts';

const now: Instant = instant(Date.UTC(2026, 4, 1, 6));
const demo: DemoWorld = createDemoWorld({ now });
const { world, facts, credentials } = demo;
const { accounts, cases } = facts;

const userOf = ({ accountId, userName }: Who): SandboxUser => userByName(world, accountId, userName);
const ages = (who: Who): number[] => userOf(who).keys.map(({ createdAt }) => (now - createdAt) / DAY);
const programsOf = (who: Who) =>
  world.applications.filter(({ accountId, userName }) => accountId === who.accountId && userName === who.userName);

const attempt = (request: Parameters<typeof execute>[1]): string => {
  try {
    execute(world, request);
    return 'allowed';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
};

describe('the demo organization', () => {
  it('has 12 accounts and 250 users, 130 of them in one account', () => {
    expect(world.accounts.size).toBe(12);
    const users = [...world.accounts.values()].map((account) => account.users.size);
    expect(users.reduce((sum, count) => sum + count)).toBe(250);
    expect(accountById(world, accounts.dataPlatform).users.size).toBe(130);
  });

  it('nests its OUs three levels deep', () => {
    const { units, rootId } = world.organization;
    const depth = (id: string): number => (id === rootId ? 0 : 1 + depth(units.get(id)?.parentId ?? rootId));
    expect(Math.max(...[...units.keys()].map(depth))).toBe(3);
  });

  it('has a backlog, with most keys fresh', () => {
    const old = [...world.accessKeys.values()].filter(({ createdAt }) => now - createdAt > 90 * DAY);
    expect(old.length).toBeGreaterThan(40);
    expect(old.length).toBeLessThan(world.accessKeys.size / 2);
  });

  it('has a management account of its own', () => {
    expect(accountById(world, accounts.management).management).toBe(true);
  });

  it('has a suspended account', () => {
    expect(accountById(world, accounts.suspended).state).toBe('SUSPENDED');
  });

  it('has the member role in every account but one', () => {
    const without = [...world.accounts.values()].filter(
      ({ roles }) => !roles.has('asa-iam-key-rotation-lambda-assumed-role'),
    );
    expect(without.map(({ id }) => id)).toEqual([accounts.partnerGateway]);
  });

  it('has an exempt user as member 101 of the group', () => {
    const group = accountById(world, accounts.dataPlatform).groups.get('IAMKeyRotationExemptionGroup');
    expect(group?.members.indexOf(cases.exempt.userName)).toBe(100);
    expect(ages(cases.exempt)).toEqual([212]);
  });

  it('has a user with two keys in use, and one with an idle second key', () => {
    expect(programsOf(cases.twoKeysInUse)).toHaveLength(2);
    expect(ages(cases.twoKeysInUse)).toEqual([320, 140]);
    expect(programsOf(cases.oneOfTwoIdle)).toHaveLength(1);
    expect(userOf(cases.oneOfTwoIdle).keys.map(({ status }) => status)).toEqual(['Active', 'Active']);
  });

  it('has a user with an inactive second key, and users whose key was never used', () => {
    expect(userOf(cases.inactiveSecondKey).keys.map(({ status }) => status)).toEqual(['Inactive', 'Active']);
    expect(userOf(cases.neverUsed).keys.map(({ lastUsed }) => lastUsed)).toEqual([undefined]);
    expect(programsOf(cases.neverUsed)).toEqual([]);
  });

  it('has a user name with a comma, and a user with a path', () => {
    expect(cases.comma.userName).toBe('backup,eu-west');
    expect(userOf(cases.path).arn).toContain(':user/batch/nightly/ledger-close');
  });

  it('has owners who install a new key at once, after five days, and never', () => {
    const habits = [cases.adoptsAtOnce, cases.adoptsAfterFiveDays, cases.neverAdopts].map(
      (who) => programsOf(who)[0]?.adopt,
    );
    expect(habits).toEqual(['at-once', { afterDays: 5 }, 'never']);
  });

  it('has a user who is denied everything from outside its network, but for asking who it is', () => {
    const [program] = programsOf(cases.networkRestricted);
    const own = { region: 'us-east-1', credentials: program?.credentials, input: {} } as const;
    expect(attempt({ ...own, service: 'sts', operation: 'GetCallerIdentity' })).toBe('allowed');
    const read = { ...own, service: 'secretsmanager', operation: 'GetSecretValue', input: { SecretId: 'x' } } as const;
    expect(attempt(read)).toBe('AccessDeniedException');
    expect(attempt({ ...read, sourceIp: OFFICE_ADDRESS })).not.toBe('allowed');
  });

  it('has a mail service that refuses everything for two days', () => {
    expect(world.settings.sesOutage).toEqual({ from: now, until: now + 2 * DAY });
    expect(createDemoWorld({ now, mailOutageDays: 0 }).world.settings.sesOutage).toEqual({ from: now, until: now });
  });

  it('is the same organization for the same seed', () => {
    expect(createDemoWorld({ now }).world.accessKeys).toEqual(createDemoWorld({ now }).world.accessKeys);
    expect(createDemoWorld({ now, seed: 8 }).world.accessKeys).not.toEqual(world.accessKeys);
  });
});

describe('the member role of the demo organization', () => {
  const enter = () => {
    const RoleArn = `arn:aws:iam::${accounts.payments}:role/asa-iam-key-rotation-lambda-assumed-role`;
    const input = { RoleArn, RoleSessionName: 'test' };
    const request = { service: 'sts', operation: 'AssumeRole', input, region: 'us-east-1', credentials } as const;
    const { AccessKeyId, SecretAccessKey, SessionToken } = execute(world, request).Credentials;
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  };
  const { userName: UserName } = cases.adoptsAtOnce;
  const asRole = (service: 'iam' | 'secretsmanager', operation: string, input: object): string =>
    attempt({ service, operation, input, region: 'us-east-1', credentials: enter() });

  it('may list keys, and may not delete users or read secrets', () => {
    expect(asRole('iam', 'ListAccessKeys', { UserName })).toBe('allowed');
    expect(asRole('iam', 'DeleteUser', { UserName })).toMatch(/AccessDenied/);
    const SecretId = `Account_${accounts.payments}_User_${UserName}_AccessKey`;
    expect(asRole('secretsmanager', 'GetSecretValue', { SecretId })).toMatch(/AccessDenied/);
  });

  it('may attach the policy for reading the own secret, and no other', () => {
    const own = `arn:aws:iam::${accounts.payments}:policy/keyturn-read-own-access-key`;
    const other = 'arn:aws:iam::aws:policy/AdministratorAccess';
    expect(asRole('iam', 'AttachUserPolicy', { UserName, PolicyArn: other })).toMatch(/AccessDenied/);
    expect(asRole('iam', 'AttachUserPolicy', { UserName, PolicyArn: own })).toBe('allowed');
  });
});
