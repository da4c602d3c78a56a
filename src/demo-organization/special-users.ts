import { secretName } from '../app/secret/name.ts';
import type { AccountId } from '../core/keys.ts';
import { DAY, HOUR, plus } from '../core/time.ts';
import { addApplication } from '../sandbox/applications.ts';
import type { Adoption } from '../sandbox/model/application.ts';
import { addKey, addUser, putUserPolicy } from '../sandbox/seed.ts';
import type { World } from '../sandbox/world.ts';
import type { DemoAccounts } from './accounts.ts';
import { addExemptUsers } from './exempt-users.ts';
import { OFFICE_NETWORK, OWNER_TAG } from './names.ts';

export interface Who {
  readonly accountId: string;
  readonly userName: string;
}

/** Users by the hard case that they are. */
export interface DemoCases {
  readonly adoptsAtOnce: Who;
  readonly adoptsAfterFiveDays: Who;
  readonly neverAdopts: Who;
  /** Denied everything from outside its office network, keyturn's place included. Its application runs within. */
  readonly networkRestricted: Who;
  readonly comma: Who;
  readonly path: Who;
  readonly twoKeysInUse: Who;
  readonly oneOfTwoIdle: Who;
  readonly inactiveSecondKey: Who;
  readonly neverUsed: Who;
  readonly alsoNeverUsed: Who;
  /** Member 101 of the exemption group: on its second page. */
  readonly exempt: Who;
}

export const addCases = (world: World, accounts: DemoAccounts): DemoCases => {
  const { payments, webShop, mobileBackend, dataPlatform, developerTools, machineLearning } = accounts;
  return {
    adoptsAtOnce: addService(world, payments, { userName: 'checkout-api', ageDays: 128, everyHours: 2 }),
    adoptsAfterFiveDays: addService(world, webShop, {
      userName: 'catalog-publisher',
      ageDays: 211,
      everyHours: 8,
      adopt: { afterDays: 5 },
    }),
    neverAdopts: addService(world, payments, {
      userName: 'legacy-invoicing',
      ageDays: 903,
      everyHours: 24,
      adopt: 'never',
    }),
    networkRestricted: addRestricted(world, mobileBackend),
    comma: addService(world, dataPlatform, { userName: 'backup,eu-west', ageDays: 167, everyHours: 24 }),
    path: addService(world, payments, {
      userName: 'ledger-close',
      path: '/batch/nightly/',
      ageDays: 142,
      everyHours: 24,
    }),
    twoKeysInUse: addTwoInUse(world, developerTools),
    oneOfTwoIdle: addOneIdle(world, webShop),
    inactiveSecondKey: addOneInactive(world, mobileBackend),
    neverUsed: addNeverUsed(world, machineLearning, 'notebook-trial'),
    alsoNeverUsed: addNeverUsed(world, developerTools, 'terraform-poc'),
    exempt: addExemptUsers(world, dataPlatform),
  };
};

interface Service {
  readonly userName: string;
  readonly ageDays: number;
  readonly everyHours: number;
  readonly adopt?: Adoption;
  readonly path?: string;
}

/** A user whose one key an application uses; the team that owns it is written to. */
const addService = (world: World, accountId: string, service: Service): Who => {
  const { userName, ageDays, path = '/' } = service;
  const createdAt = plus(world.now, -ageDays * DAY);
  const tags = { [OWNER_TAG]: `${userName.replace(/\W/g, '-')}-team@example.com` };
  addUser(world, accountId, { name: userName, path, createdAt, tags });
  addUsedKey(world, { accountId, userName }, service);
  return { accountId, userName };
};

const addUsedKey = (world: World, { accountId, userName }: Who, service: Omit<Service, 'userName'>): void => {
  const { ageDays, everyHours, adopt = 'at-once' } = service;
  const createdAt = plus(world.now, -ageDays * DAY);
  const lastUsedAt = plus(world.now, -2 * HOUR);
  const credentials = addKey(world, accountId, userName, { createdAt, lastUsedAt });
  const everyMs = everyHours * HOUR;
  addApplication(world, {
    accountId,
    userName,
    credentials,
    everyMs,
    adopt,
    secretName: secretName(accountId as AccountId, userName),
    firstUseAt: plus(world.now, HOUR),
  });
};

/** Its owner installs the new key by hand, from the office: the application does not fetch it. */
const addRestricted = (world: World, accountId: string): Who => {
  const who = addService(world, accountId, {
    userName: 'push-gateway',
    ageDays: 187,
    everyHours: 4,
    adopt: 'never',
  });
  const statement = {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { NotIpAddress: { 'aws:SourceIp': OFFICE_NETWORK } },
  };
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  putUserPolicy(world, accountId, who.userName, ['office-network-only', document]);
  return who;
};

const addTwoInUse = (world: World, accountId: string): Who => {
  const who = addService(world, accountId, { userName: 'release-bot', ageDays: 320, everyHours: 12 });
  addUsedKey(world, who, { ageDays: 140, everyHours: 24 });
  return who;
};

const addOneIdle = (world: World, accountId: string): Who => {
  const userName = 'search-indexer';
  const createdAt = plus(world.now, -410 * DAY);
  addUser(world, accountId, { name: userName, createdAt });
  addKey(world, accountId, userName, { createdAt, lastUsedAt: plus(world.now, -188 * DAY) });
  addUsedKey(world, { accountId, userName }, { ageDays: 45, everyHours: 6 });
  return { accountId, userName };
};

const addOneInactive = (world: World, accountId: string): Who => {
  const userName = 'crash-reports';
  const createdAt = plus(world.now, -260 * DAY);
  addUser(world, accountId, { name: userName, createdAt });
  addKey(world, accountId, userName, { createdAt, status: 'Inactive', lastUsedAt: plus(world.now, -151 * DAY) });
  addUsedKey(world, { accountId, userName }, { ageDays: 150, everyHours: 12 });
  return { accountId, userName };
};

const addNeverUsed = (world: World, accountId: string, userName: string): Who => {
  const createdAt = plus(world.now, -118 * DAY);
  addUser(world, accountId, { name: userName, createdAt });
  addKey(world, accountId, userName, { createdAt });
  return { accountId, userName };
};
