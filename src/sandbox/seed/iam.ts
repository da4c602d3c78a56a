import type { Instant } from '../../core/time.ts';
import { uniqueId } from '../ids.ts';
import type { KeyStatus, ManagedPolicy, Role, SandboxGroup, SandboxUser } from '../model/iam.ts';
import type { SandboxCredentials } from '../service-name.ts';
import { insertUser, newKey, newUser } from '../users.ts';
import type { World } from '../world.ts';
import { accountById } from './organization.ts';

export interface NewUser {
  readonly name: string;
  readonly path?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly groups?: readonly string[];
  readonly createdAt?: Instant;
}

export interface SeededKey {
  readonly createdAt?: Instant;
  readonly status?: KeyStatus;
  readonly lastUsedAt?: Instant;
}

export interface NewRole {
  readonly name: string;
  readonly path?: string;
  readonly trustPolicy: string;
  /** Inline policies, name -> document. */
  readonly policies?: Readonly<Record<string, string>>;
  readonly managedPolicyArns?: readonly string[];
  readonly maxSessionSeconds?: number;
}

export const addUser = (world: World, accountId: string, options: NewUser): SandboxUser => {
  const account = accountById(world, accountId);
  const user = newUser(world, account, { createdAt: world.now, ...options });
  insertUser(account, user);
  for (const group of options.groups ?? []) addToGroup(world, accountId, group, user.name);
  return user;
};

export const userByName = (world: World, accountId: string, userName: string): SandboxUser => {
  const user = accountById(world, accountId).users.get(userName);
  if (user === undefined) throw new Error(`Account ${accountId} of the sandbox has no user ${userName}`);
  return user;
};

/** Adds a key that works at once; any number of them, as the quota of two is not race-safe in AWS. */
export const addKey = (
  world: World,
  accountId: string,
  userName: string,
  options: SeededKey = {},
): SandboxCredentials => {
  const user = userByName(world, accountId, userName);
  const createdAt = options.createdAt ?? world.now;
  const status = options.status ?? 'Active';
  const key = newKey(world, { accountId, userName, createdAt, usableAt: createdAt, status });
  if (options.lastUsedAt !== undefined) key.lastUsed = { at: options.lastUsedAt, service: 's3', region: 'us-east-1' };
  user.keys.push(key);
  world.accessKeys.set(key.accessKeyId, key);
  return { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey };
};

export const addGroup = (world: World, accountId: string, name: string): SandboxGroup => {
  const group: SandboxGroup = {
    name,
    path: '/',
    groupId: uniqueId(world.ids, 'AGPA'),
    arn: `arn:aws:iam::${accountId}:group/${name}`,
    createdAt: world.now,
    members: [],
    inlinePolicies: new Map(),
    attachedPolicies: [],
  };
  accountById(world, accountId).groups.set(name, group);
  return group;
};

export const addToGroup = (world: World, accountId: string, groupName: string, userName: string): void => {
  const group = accountById(world, accountId).groups.get(groupName) ?? addGroup(world, accountId, groupName);
  group.members.push(userName);
  userByName(world, accountId, userName).groups.push(groupName);
};

export const addRole = (world: World, accountId: string, options: NewRole): Role => {
  const path = options.path ?? '/';
  const role: Role = {
    name: options.name,
    path,
    roleId: uniqueId(world.ids, 'AROA'),
    arn: `arn:aws:iam::${accountId}:role${path}${options.name}`,
    createdAt: world.now,
    maxSessionSeconds: options.maxSessionSeconds ?? 3_600,
    tags: new Map(),
    trustPolicy: options.trustPolicy,
    inlinePolicies: new Map(Object.entries(options.policies ?? {})),
    attachedPolicies: [...(options.managedPolicyArns ?? [])],
  };
  accountById(world, accountId).roles.set(role.name, role);
  return role;
};

export const addManagedPolicy = (
  world: World,
  accountId: string,
  options: { name: string; path?: string; document: string },
): ManagedPolicy => {
  const path = options.path ?? '/';
  const arn = `arn:aws:iam::${accountId}:policy${path}${options.name}`;
  const policyId = uniqueId(world.ids, 'ANPA');
  const policy = { name: options.name, path, policyId, arn, createdAt: world.now, document: options.document };
  accountById(world, accountId).policies.set(arn, policy);
  return policy;
};

export const attachUserPolicy = (world: World, accountId: string, userName: string, policyArn: string): void => {
  userByName(world, accountId, userName).attachedPolicies.push(policyArn);
};

/** Sets an inline policy of a user: one that allows calls from certain addresses only, say. */
export const putUserPolicy = (world: World, accountId: string, userName: string, policy: [string, string]): void => {
  userByName(world, accountId, userName).inlinePolicies.set(policy[0], policy[1]);
};

/** Gives the user a console password. */
export const addPassword = (world: World, accountId: string, userName: string, lastUsedAt?: Instant): void => {
  const password = { changedAt: world.now, ...(lastUsedAt === undefined ? {} : { lastUsedAt }) };
  userByName(world, accountId, userName).password = password;
};
