import { secretName } from '../app/secret/name.ts';
import type { AccountId } from '../core/keys.ts';
import { DAY, HOUR, plus } from '../core/time.ts';
import { addApplication } from '../sandbox/applications.ts';
import { draw } from '../sandbox/ids.ts';
import type { Adoption } from '../sandbox/model/application.ts';
import { accountById, addKey, addUser } from '../sandbox/seed.ts';
import type { World } from '../sandbox/world.ts';
import type { DemoAccounts } from './accounts.ts';

/** How many users each account has in the end, the hard cases included, and what its programs are about. */
const staffing: Readonly<Record<keyof DemoAccounts, readonly [users: number, ...subjects: string[]]>> = {
  management: [3, 'billing', 'budget'],
  logArchive: [4, 'log', 'audit'],
  securityTooling: [5, 'scanner', 'siem'],
  developerTools: [18, 'ci', 'artifact', 'registry', 'runner'],
  payments: [20, 'card', 'refund', 'payout', 'ledger'],
  webShop: [17, 'cart', 'catalog', 'search', 'price'],
  mobileBackend: [13, 'push', 'session', 'media'],
  dataPlatform: [130, 'lake', 'stream', 'events', 'warehouse'],
  machineLearning: [14, 'training', 'feature', 'model'],
  paymentsStaging: [9, 'card', 'refund', 'payout'],
  partnerGateway: [8, 'sftp', 'edi'],
  suspended: [9, 'legacy', 'import'],
};

const jobs = ['api', 'worker', 'export', 'import', 'sync', 'backup', 'metrics', 'deploy', 'report'];

/** How often applications sign in, in hours. */
const rhythms = [2, 6, 12, 24, 24, 48, 96, 144];

/** Most owners fetch the new key by program, at once; some need days. */
const habits: readonly Adoption[] = ['at-once', 'at-once', 'at-once', 'at-once', { afterDays: 1 }, { afterDays: 3 }];

/** Fills every account up with users of no special kind: programs with a key, most of them in use. */
export const addOrdinaryUsers = (world: World, accounts: DemoAccounts): void => {
  for (const [name, [users, ...subjects]] of Object.entries(staffing)) {
    const account = accountById(world, accounts[name as keyof DemoAccounts]);
    const names = subjects.flatMap((subject) => jobs.map((job) => `${subject}-${job}`));
    for (const userName of names) {
      if (account.users.size >= users) break;
      if (!account.users.has(userName)) addOrdinaryUser(world, account.id, userName);
    }
  }
};

const addOrdinaryUser = (world: World, accountId: string, userName: string): void => {
  const isStale = draw(world.ids) % 100 < 38;
  const ageDays = isStale ? 90 + (draw(world.ids) % 640) : 1 + (draw(world.ids) % 88);
  const createdAt = plus(world.now, -ageDays * DAY - (draw(world.ids) % 24) * HOUR);
  addUser(world, accountId, { name: userName, createdAt });
  const isIdle = draw(world.ids) % 8 === 0;
  const lastUsedAt = plus(world.now, isIdle ? -(ageDays / 2) * DAY : -(draw(world.ids) % 48) * HOUR);
  const credentials = addKey(world, accountId, userName, { createdAt, lastUsedAt });
  if (isIdle || accountById(world, accountId).state !== 'ACTIVE') return;
  const everyMs = pick(world, rhythms) * HOUR;
  const firstUseAt = plus(world.now, draw(world.ids) % everyMs);
  addApplication(world, {
    accountId,
    userName,
    secretName: secretName(accountId as AccountId, userName),
    credentials,
    everyMs,
    adopt: pick(world, habits),
    firstUseAt,
  });
};

/** From a list that is not empty. */
const pick = <T>(world: World, list: readonly T[]): T => list[draw(world.ids) % list.length] as T;
