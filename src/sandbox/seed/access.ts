import { type Instant, instant } from '../../core/time.ts';
import { secretKey, sessionToken, uniqueId } from '../ids.ts';
import type { Role, SandboxSession } from '../model/iam.ts';
import type { SandboxCredentials } from '../service-name.ts';
import type { World } from '../world.ts';
import { addKey, addRole, addUser } from './iam.ts';
import { accountById } from './organization.ts';

export const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** After every simulated day: seeded sessions outlive the simulation unless told otherwise. */
const NEVER = instant(8_640_000_000_000_000);

export interface Login {
  readonly arnKind?: 'role' | 'user';
  readonly name?: string;
}

/** Credentials of an administrator of the account: a session of a role, or a user's access key. */
export const createLogin = (world: World, accountId: string, login: Login = {}): SandboxCredentials => {
  if (login.arnKind !== 'user') {
    return operatorCredentials(world, accountId, login.name === undefined ? {} : { roleName: login.name });
  }
  const name = login.name ?? 'operator';
  const user = accountById(world, accountId).users.get(name) ?? addUser(world, accountId, { name });
  if (!user.attachedPolicies.includes(ADMINISTRATOR_ACCESS)) user.attachedPolicies.push(ADMINISTRATOR_ACCESS);
  return addKey(world, accountId, name);
};

/** Temporary credentials of an administrator role, which is made if it does not exist; they do not expire. */
export const operatorCredentials = (
  world: World,
  accountId: string,
  options: { roleName?: string } = {},
): SandboxCredentials => {
  const roleName = options.roleName ?? 'OrganizationAccountAccessRole';
  if (!accountById(world, accountId).roles.has(roleName)) {
    const trustPolicy = trusting(world.organization.managementAccountId || accountId);
    addRole(world, accountId, { name: roleName, trustPolicy, managedPolicyArns: [ADMINISTRATOR_ACCESS] });
  }
  return roleCredentials(world, accountId, { roleName, sessionName: 'operator' });
};

export interface RoleLogin {
  readonly roleName: string;
  readonly sessionName?: string;
  readonly expiresAt?: Instant;
  readonly policy?: string;
}

/** Temporary credentials of any existing role, without asking its trust policy: a Lambda function's, say. */
export const roleCredentials = (world: World, accountId: string, login: RoleLogin): SandboxCredentials => {
  const role = accountById(world, accountId).roles.get(login.roleName);
  if (role === undefined) throw new Error(`Account ${accountId} of the sandbox has no role ${login.roleName}`);
  const session = newRoleSession(world, role, {
    accountId,
    sessionName: login.sessionName ?? 'session',
    expiresAt: login.expiresAt ?? NEVER,
    ...(login.policy === undefined ? {} : { policy: login.policy }),
  });
  const { accessKeyId, secretAccessKey, sessionToken } = session;
  return { accessKeyId, secretAccessKey, sessionToken };
};

export interface RoleSession {
  readonly accountId: string;
  readonly sessionName: string;
  readonly expiresAt: Instant;
  readonly policy?: string;
}

export const newRoleSession = (world: World, role: Role, options: RoleSession): SandboxSession => {
  const { accountId, sessionName, expiresAt, policy } = options;
  return addSession(world, {
    accountId,
    kind: 'assumed-role',
    arn: `arn:aws:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
    userId: `${role.roleId}:${sessionName}`,
    name: role.name,
    expiresAt,
    ...(policy === undefined ? {} : { policy }),
  });
};

type SessionSeed = Omit<SandboxSession, 'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'issuedAt'>;

export const addSession = (world: World, seed: SessionSeed): SandboxSession => {
  if (world.sessions.size > 10_000) dropExpired(world);
  const session: SandboxSession = {
    accessKeyId: uniqueId(world.ids, 'ASIA'),
    secretAccessKey: secretKey(world.ids),
    sessionToken: sessionToken(world.ids),
    issuedAt: world.now,
    ...seed,
  };
  world.sessions.set(session.accessKeyId, session);
  return session;
};

/** Sessions are kept for a day after their end, so that they answer "expired" and not "unknown". */
const dropExpired = (world: World): void => {
  for (const [id, session] of world.sessions) if (session.expiresAt + 86_400_000 < world.now) world.sessions.delete(id);
};

const trusting = (accountId: string): string => {
  const statement = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: 'sts:AssumeRole' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
};
