import { DAY, type Instant, plus } from '../core/time.ts';
import { addSesIdentity, operatorCredentials } from '../sandbox/seed.ts';
import type { SandboxCredentials } from '../sandbox/service-name.ts';
import { createWorld, type World } from '../sandbox/world.ts';
import { type DemoAccounts, foundAccounts } from './accounts.ts';
import { HOME_REGION } from './names.ts';
import { addOrdinaryUsers } from './ordinary-users.ts';
import { addCases, type DemoCases } from './special-users.ts';

export interface DemoWorldOptions {
  readonly now: Instant;
  readonly seed?: number;
  /** How long the mail service refuses everything, from the start; default 2. */
  readonly mailOutageDays?: number;
}

export interface DemoWorld {
  readonly world: World;
  /** Of an administrator of the management account: keyturn runs there. */
  readonly credentials: SandboxCredentials;
  readonly facts: DemoFacts;
}

/** Who is who. */
export interface DemoFacts {
  readonly accounts: DemoAccounts;
  readonly cases: DemoCases;
}

/** Of one call, in ms: with it the mail service's 14 mails a second are as far away as in real life. */
const LATENCY = 40;

/**
 * An organization of 12 accounts and 250 users, their applications included, with every case that is hard to rotate in
 * it.
 */
export const createDemoWorld = ({ now, seed = 7, mailOutageDays = 2 }: DemoWorldOptions): DemoWorld => {
  const world = createWorld({ now, seed });
  const accounts = foundAccounts(world);
  const cases = addCases(world, accounts);
  addOrdinaryUsers(world, accounts);
  addSesIdentity(world, accounts.management, { identity: 'example.com', verified: true, region: HOME_REGION });
  world.settings.latencyMs = LATENCY;
  world.settings.sesOutage = { from: now, until: plus(now, mailOutageDays * DAY) };
  return { world, credentials: operatorCredentials(world, accounts.management), facts: { accounts, cases } };
};
