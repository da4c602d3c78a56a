import type { Instant } from '../../core/time.ts';
import { digits, lowerId } from '../ids.ts';
import type { AccountState, SandboxAccount } from '../model/account.ts';
import type { OrganizationalUnit, SandboxOrganization, World } from '../world.ts';

export interface NewAccount {
  readonly id?: string;
  readonly name: string;
  readonly email: string;
  /** Default: the organization's root. */
  readonly ouId?: string;
  readonly state?: AccountState;
  readonly management?: boolean;
  readonly delegatedAdministrator?: boolean;
  /** Home Region, default us-east-1. */
  readonly region?: string;
  readonly joinedAt?: Instant;
}

/** Founds the organization: its management account, and the id under which it is known. */
export const addOrganization = (
  world: World,
  options: { id?: string; name?: string; email?: string } = {},
): { organization: SandboxOrganization; management: SandboxAccount } => {
  const management = addAccount(world, {
    ...(options.id === undefined ? {} : { id: options.id }),
    name: options.name ?? 'management',
    email: options.email ?? 'management@example.com',
    management: true,
  });
  return { organization: world.organization, management };
};

export const addOu = (world: World, options: { name: string; parentId?: string }): OrganizationalUnit => {
  const { organization } = world;
  const id = `ou-${organization.rootId.slice(2)}-${lowerId(world.ids, 8)}`;
  const arn = `arn:aws:organizations::${organization.managementAccountId}:ou/${organization.id}/${id}`;
  const unit = { id, arn, name: options.name, parentId: options.parentId ?? organization.rootId };
  organization.units.set(id, unit);
  return unit;
};

export const addAccount = (world: World, options: NewAccount): SandboxAccount => {
  const account = emptyAccount(world, options);
  world.accounts.set(account.id, account);
  if (account.management) world.organization.managementAccountId = account.id;
  return account;
};

const emptyAccount = (world: World, options: NewAccount): SandboxAccount => ({
  id: options.id ?? freeAccountId(world),
  name: options.name,
  email: options.email,
  region: options.region ?? 'us-east-1',
  management: options.management ?? false,
  delegatedAdministrator: options.delegatedAdministrator ?? false,
  joinedAt: options.joinedAt ?? world.now,
  state: options.state ?? 'ACTIVE',
  parentId: options.ouId ?? world.organization.rootId,
  users: new Map(),
  userNames: [],
  groups: new Map(),
  roles: new Map(),
  policies: new Map(),
  scps: [],
  optInRegions: new Set(),
  lambdaConcurrency: 1_000,
  secrets: new Map(),
  kmsKeys: new Map(),
  parameters: new Map(),
  ses: new Map(),
  trail: new Map(),
});

const freeAccountId = (world: World): string => {
  for (;;) {
    const id = `1${digits(world.ids, 11)}`;
    if (!world.accounts.has(id)) return id;
  }
};

/** Adds a deny list that holds for every principal of the account, unless it is the management account. */
export const addScp = (world: World, accountId: string, document: string): void => {
  accountById(world, accountId).scps.push(document);
};

export const accountById = (world: World, accountId: string): SandboxAccount => {
  const account = world.accounts.get(accountId);
  if (account === undefined) throw new Error(`The sandbox has no account ${accountId}`);
  return account;
};
