// biome-ignore-all lint/style/noRestrictedImports: for tests alone; adapters run over the sandbox.

import type { Clock } from '../app/ports/clock.ts';
import type { Account } from '../app/ports/organizations.ts';
import type { AccountId } from '../core/keys.ts';
import { instant, plus } from '../core/time.ts';
import { type Hooks, inProcessTransport } from '../sandbox/in-process.ts';
import { sandboxOrganization } from '../sandbox/organization.fixture.ts';
import {
  ADMINISTRATOR_ACCESS,
  addOu,
  addRole,
  operatorCredentials,
  type RoleLogin,
  roleCredentials,
} from '../sandbox/seed.ts';
import type { World } from '../sandbox/world.ts';
import type { ClientFactory, Credentials } from './client/client-factory.ts';
import { inProcessClients } from './client/in-process.ts';
import { type ConnectAwsOptions, type ConnectedAws, connectAws } from './connect.ts';

export { virtualClock } from '../sandbox/clock.ts';
export { type ServedSandbox, serveSandbox } from '../sandbox/http/server.ts';
export type { TransportFaults } from '../sandbox/http/transport-faults.ts';
export {
  accountById,
  addBucket,
  addGroup,
  addKey,
  addKmsKey,
  addScp,
  addSesIdentity,
  addToGroup,
  addUser,
  putObject,
  putParameter,
  putUserPolicy,
  setSesAccount,
  suppressAddress,
} from '../sandbox/seed.ts';
export type { Hooks };

export const MANAGEMENT = '100000000001' as AccountId;
export const MEMBER = '200000000002' as AccountId;
export const MEMBER_ROLE = 'keyturn-member';

/** An organization with a member account in a nested unit, and keyturn wired to it as its administrator. */
export interface InSandbox {
  readonly world: World;
  readonly clock: Clock;
  readonly clientFactory: ClientFactory;
  readonly operator: Credentials;
  readonly member: Account;
  readonly ous: { readonly workloads: string; readonly production: string };
  connected(options?: Partial<ConnectAwsOptions>): ConnectedAws;
  /** Credentials of an administrator's session, other than keyturn's. */
  login(account: string, login?: Partial<RoleLogin>): Credentials;
}

export const inSandbox = (hooks: Hooks = {}): InSandbox => {
  const member = { id: MEMBER, name: 'shop', email: 'shop@example.com' };
  const now = instant(Date.UTC(2027, 0, 15));
  const { world, members } = sandboxOrganization({ now, seed: 7, management: MANAGEMENT, members: [member] });
  const workloads = addOu(world, { name: 'workloads' }).id;
  const production = addOu(world, { name: 'production', parentId: workloads }).id;
  for (const account of members) account.parentId = production;
  for (const account of [MANAGEMENT, MEMBER]) addMemberRole(world, account);
  const operator = operatorCredentials(world, MANAGEMENT);
  const clock = clockOf(world);
  const clientFactory = inProcessClients(inProcessTransport(world, hooks), { clock, credentials: operator });
  const settings = {
    memberRole: MEMBER_ROLE,
    externalId: undefined,
    listRole: undefined,
    listAccount: undefined,
    secretRegion: undefined,
    central: undefined,
    templates: undefined,
  };
  return {
    world,
    clock,
    clientFactory,
    operator,
    member: { ...member, state: 'ACTIVE' },
    ous: { workloads, production },
    connected: (options = {}) =>
      connectAws({ clientFactory, clock, runId: 'run-1', region: 'us-east-1', settings, ...options }),
    login: (account, login = {}) => roleCredentials(world, account, { roleName: MEMBER_ROLE, ...login }),
  };
};

const addMemberRole = (world: World, account: string): void => {
  const Principal = { AWS: `arn:aws:iam::${MANAGEMENT}:root` };
  const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }];
  const trustPolicy = JSON.stringify({ Version: '2012-10-17', Statement });
  addRole(world, account, { name: MEMBER_ROLE, trustPolicy, managedPolicyArns: [ADMINISTRATOR_ACCESS] });
};

/** The world's clock; sleeping moves it on. */
const clockOf = (world: World): Clock => ({
  now: () => world.now,
  sleep: async (ms) => {
    world.now = plus(world.now, ms);
  },
});

export const all = async <T>(parts: AsyncIterable<readonly T[]>): Promise<T[]> => {
  const found: T[] = [];
  for await (const part of parts) found.push(...part);
  return found;
};
