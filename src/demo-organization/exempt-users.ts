import { secretName } from '../app/secret/name.ts';
import type { AccountId } from '../core/keys.ts';
import { DAY, HOUR, plus } from '../core/time.ts';
import { addApplication } from '../sandbox/applications.ts';
import { addKey, addToGroup, addUser } from '../sandbox/seed.ts';
import type { World } from '../sandbox/world.ts';
import { EXEMPTION_GROUP } from './names.ts';

const given = ['ana', 'ben', 'chloe', 'dev', 'eva', 'femi', 'gus', 'hana', 'ivo', 'jun'];
const family = ['berg', 'costa', 'dietz', 'evans', 'fofana', 'garcia', 'haas', 'ito', 'jansen', 'khan'];

/**
 * A hundred analysts whose few keys another tool replaces, and after them, as member 101 of the exemption group and so
 * on its second page, a loader that a vendor still has to release.
 */
export const addExemptUsers = (world: World, accountId: string): { accountId: string; userName: string } => {
  for (const [index, name] of given.flatMap((first) => family.map((last) => `${first}.${last}`)).entries()) {
    addUser(world, accountId, { name, path: '/analysts/', createdAt: plus(world.now, -400 * DAY) });
    addToGroup(world, accountId, EXEMPTION_GROUP, name);
    const createdAt = plus(world.now, -(index % 45) * DAY);
    if (index % 4 === 0) addKey(world, accountId, name, { createdAt, lastUsedAt: plus(world.now, -5 * HOUR) });
  }
  return addLoader(world, accountId);
};

const addLoader = (world: World, accountId: string): { accountId: string; userName: string } => {
  const userName = 'warehouse-loader';
  const createdAt = plus(world.now, -212 * DAY);
  addUser(world, accountId, { name: userName, createdAt });
  addToGroup(world, accountId, EXEMPTION_GROUP, userName);
  const credentials = addKey(world, accountId, userName, { createdAt, lastUsedAt: plus(world.now, -3 * HOUR) });
  addApplication(world, {
    accountId,
    userName,
    secretName: secretName(accountId as AccountId, userName),
    credentials,
    everyMs: 6 * HOUR,
    adopt: 'at-once',
  });
  return { accountId, userName };
};
