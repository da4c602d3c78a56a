import { names } from '../../infra/names.ts';
import { runKeys } from '../../src/app/run-bucket/keys.ts';
import { secretName } from '../../src/app/secret/name.ts';
import type { AccountId } from '../../src/core/keys.ts';
import { DAY, instant, MINUTE } from '../../src/core/time.ts';
import { builtInTemplate } from '../../src/notify/built-in-template.ts';
import { addApplication } from '../../src/sandbox/applications.ts';
import type { Adoption, Application } from '../../src/sandbox/model/application.ts';
import { sandboxOrganization } from '../../src/sandbox/organization.fixture.ts';
import * as seed from '../../src/sandbox/seed.ts';
import type { SandboxCredentials } from '../../src/sandbox/service-name.ts';
import type { World } from '../../src/sandbox/world.ts';
import { addUserWithKeys, type KeySeed, type UserSeed } from '../support/users.ts';
import { type Stack, stackOf } from './stack/templates.ts';

export const [MANAGEMENT, PRIMARY, PAYMENTS, WEB] = [
  '111111111111',
  '222222222222',
  '333333333333',
  '444444444444',
] as [AccountId, AccountId, AccountId, AccountId];
export const REGION = 'us-east-1';
export const ADMIN = 'admin@example.com';
export const FILES = 'files-of-keyturn';

/** What was deployed: the templates' own roles, policies and names, in a world that enforces them. */
export interface DeployedStacks {
  readonly world: World;
  readonly main: Stack;
  readonly listRole: Stack;
  /** By account. */
  readonly members: ReadonlyMap<string, Stack>;
}

export type Parameters = Readonly<Record<string, string>>;

export interface Member {
  readonly id: AccountId;
  readonly name: string;
}

/** An organization as the guide leaves it: a management account, a primary account, and two members, or more. */
export const deploy = (
  parameters: Parameters = {},
  memberParameters: Parameters = {},
  further: readonly Member[] = [],
): DeployedStacks => {
  const { world } = sandboxOrganization({
    now: instant(Date.UTC(2026, 5, 1, 6)),
    seed: 7,
    organizationId: 'o-a1b2c3d4e5',
    management: MANAGEMENT,
    members: [
      { id: PRIMARY, name: 'security' },
      { id: PAYMENTS, name: 'payments' },
      { id: WEB, name: 'web' },
      ...further,
    ],
  });
  const ofMembers = { PrimaryAccountID: PRIMARY, AWSOrgID: world.organization.id, ...memberParameters };
  const at = (account: string, given: Parameters) => ({ account, region: REGION, parameters: given });
  const members = new Map(
    [...world.accounts.keys()].map((id) => [
      id,
      install(world, id, stackOf(id === MANAGEMENT ? 'managementAccount' : 'members', at(id, ofMembers))),
    ]),
  );
  const listRole = install(world, MANAGEMENT, stackOf('listRole', at(MANAGEMENT, ofMembers)));
  const given = {
    S3BucketName: FILES,
    AdminEmailAddress: ADMIN,
    AWSOrgID: world.organization.id,
    OrgListAccount: MANAGEMENT,
    DryRunFlag: 'False',
    ...parameters,
  };
  const main = install(world, PRIMARY, stackOf('main', at(PRIMARY, given)));
  addServices(world, main);
  return { world, main, listRole, members };
};

const install = (world: World, account: string, stack: Stack): Stack => {
  for (const { name, trust, policies } of stack.roles)
    seed.addRole(world, account, {
      name,
      trustPolicy: JSON.stringify(trust),
      policies: Object.fromEntries(Object.entries(policies).map(([key, document]) => [key, JSON.stringify(document)])),
    });
  for (const { name, document } of stack.managedPolicies)
    seed.addManagedPolicy(world, account, { name, document: JSON.stringify(document) });
  for (const group of stack.groups) seed.addGroup(world, account, group);
  return stack;
};

/** A unit of this id with these accounts in it, which the list role may look into. */
export const addUnit = ({ world, listRole }: DeployedStacks, id: string, accounts: readonly string[]): void => {
  const { rootId: parentId, units, id: organization } = world.organization;
  const arn = `arn:aws:organizations::${MANAGEMENT}:ou/${organization}/${id}`;
  units.set(id, { id, arn, name: id, parentId });
  for (const each of accounts) {
    const account = world.accounts.get(each);
    if (account !== undefined) account.parentId = id;
  }
  letListUnits({ world, listRole });
};

/** The sandbox does not tell organizational units apart in policies; what the template allows is judged by others. */
export const letListUnits = ({ world, listRole }: Pick<DeployedStacks, 'world' | 'listRole'>): void => {
  const name = listRole.roles[0]?.name ?? '';
  const statement = { Effect: 'Allow', Action: ['organizations:List*'], Resource: '*' };
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  world.accounts.get(MANAGEMENT)?.roles.get(name)?.inlinePolicies.set('units', document);
};

const addServices = (world: World, main: Stack): void => {
  const runs = seed.addBucket(world, PRIMARY, { name: main.physical('RunBucket') });
  runs.policy = JSON.stringify(main.property('RunBucketPolicy', 'PolicyDocument'));
  // A scheduled run has ended before: the next ones act.
  seed.putObject(world, main.physical('RunBucket'), { key: runKeys.firstReport, body: '{}' });
  seed.addBucket(world, PRIMARY, { name: FILES });
  seed.putObject(world, FILES, { key: `asa/asa-iam-rotation/template/${names.template}`, body: builtInTemplate });
  seed.addSesIdentity(world, PRIMARY, { identity: ADMIN, verified: true, region: REGION });
  seed.setSesAccount(world, PRIMARY, { region: REGION, sandboxed: false });
};

/** A user with keys of these ages. */
export const addUser = (
  { world }: DeployedStacks,
  account: string,
  name: string,
  keys: readonly KeySeed[],
  options: UserSeed = {},
): readonly SandboxCredentials[] => {
  // Not on the very boundary of a day.
  const offBoundary = keys.map((key) => ({ ...key, olderByMs: MINUTE }));
  return addUserWithKeys(world, account, { name, ...options }, offBoundary);
};

/** A user with one key, and an application that uses it twice a day. */
export const addUserOfApplication = (
  deployed: DeployedStacks,
  account: string,
  { name, ageDays, adopt }: { readonly name: string; readonly ageDays: number; readonly adopt: Adoption },
): Application => {
  const [credentials] = addUser(deployed, account, name, [{ ageDays, usedDaysAgo: 0 }]);
  if (credentials === undefined) throw new Error('no key');
  return addApplication(deployed.world, {
    accountId: account,
    userName: name,
    secretName: secretName(account as AccountId, name),
    credentials,
    everyMs: DAY / 2,
    adopt,
  });
};

export const keysOf = ({ world }: DeployedStacks, account: string, user: string): readonly string[] =>
  (world.accounts.get(account)?.users.get(user)?.keys ?? []).map(({ status }) => status);
