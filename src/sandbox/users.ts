import type { Instant } from '../core/time.ts';
import { secretKey, uniqueId } from './ids.ts';
import type { SandboxAccount } from './model/account.ts';
import type { AccessKey, KeyStatus, SandboxUser } from './model/iam.ts';
import { upperBound } from './operations/paging.ts';
import type { World } from './world.ts';

export interface SandboxUserSeed {
  readonly name: string;
  readonly path?: string | undefined;
  readonly tags?: Readonly<Record<string, string>>;
  readonly createdAt: Instant;
}

export const newUser = (world: World, account: SandboxAccount, seed: SandboxUserSeed): SandboxUser => {
  const path = seed.path ?? '/';
  return {
    name: seed.name,
    path,
    userId: uniqueId(world.ids, 'AIDA'),
    arn: `arn:aws:iam::${account.id}:user${path}${seed.name}`,
    createdAt: seed.createdAt,
    tags: new Map(Object.entries(seed.tags ?? {})),
    keys: [],
    goneKeys: [],
    inlinePolicies: new Map(),
    attachedPolicies: [],
    groups: [],
    mfaActive: false,
  };
};

export const insertUser = (account: SandboxAccount, user: SandboxUser): void => {
  account.users.set(user.name, user);
  account.userNames.splice(upperBound(account.userNames, user.name), 0, user.name);
};

export const dropUser = (account: SandboxAccount, name: string): void => {
  account.users.delete(name);
  account.userNames.splice(upperBound(account.userNames, name) - 1, 1);
};

/**
 * The user's id, keys and policies stay. Policies that name the user do so by the id, whatever ARN they show, and
 * follow.
 */
export const renameUser = (
  world: World,
  account: SandboxAccount,
  { user, ...to }: { readonly user: SandboxUser; readonly name: string; readonly path: string },
): void => {
  const before = user.arn;
  dropUser(account, user.name);
  for (const group of account.groups.values())
    group.members = group.members.map((member) => (member === user.name ? to.name : member));
  Object.assign(user, to, { arn: `arn:aws:iam::${account.id}:user${to.path}${to.name}` });
  for (const key of [...user.keys, ...user.goneKeys]) Object.assign(key, { userName: to.name });
  insertUser(account, user);
  followInPolicies(account, before, user.arn);
  for (const session of world.sessions.values())
    if (session.userId === user.userId) Object.assign(session, { name: to.name, arn: user.arn });
};

const followInPolicies = (account: SandboxAccount, before: string, after: string): void => {
  const follow = (document: string): string => document.replaceAll(`"${before}"`, `"${after}"`);
  for (const secrets of account.secrets.values())
    for (const secret of secrets.values())
      if (secret.resourcePolicy)
        secret.resourcePolicy = { ...secret.resourcePolicy, document: follow(secret.resourcePolicy.document) };
  for (const role of account.roles.values()) Object.assign(role, { trustPolicy: follow(role.trustPolicy) });
};

export interface SandboxKeySeed {
  readonly accountId: string;
  readonly userName: string;
  readonly createdAt: Instant;
  readonly usableAt: Instant;
  readonly status: KeyStatus;
}

export const newKey = (world: World, seed: SandboxKeySeed): AccessKey => ({
  accessKeyId: uniqueId(world.ids, 'AKIA'),
  secretAccessKey: secretKey(world.ids),
  accountId: seed.accountId,
  userName: seed.userName,
  createdAt: seed.createdAt,
  usableAt: seed.usableAt,
  status: seed.status,
  statusChanges: [{ at: seed.createdAt, status: seed.status }],
  unsettledUses: [],
});
