import { AwsError, type ServiceName } from '../../src/sandbox/call.ts';
import { execute } from '../../src/sandbox/execute.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { MEMBER, REGION, type Town } from '../scenarios/town.ts';
import type { Chance } from './random.ts';

/** What people do in between. None of it takes a key away that an application uses: then an interruption is keyturn's. */
const habits = [
  'scheduleSecretDeletion',
  'wipeTags',
  'dropPolicy',
  'createKey',
  'reactivate',
  'deactivateUnused',
] as const;

export const interfere = (town: Town, chance: Chance, user: string): string => {
  const habit = chance.pick(habits as unknown as [(typeof habits)[number], ...(typeof habits)[number][]]);
  try {
    acts[habit](town, chance, user);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
  return habit;
};

const call = (town: Town, service: ServiceName, operation: string, input: object): void => {
  const credentials = seed.operatorCredentials(town.world, MEMBER);
  execute(town.world, { service, operation, input, region: REGION, credentials });
};

const secretOf = (user: string): string => `Account_${MEMBER}_User_${user}_AccessKey`;

const setStatus = (town: Town, UserName: string, AccessKeyId: string, Status: 'Active' | 'Inactive'): void =>
  call(town, 'iam', 'UpdateAccessKey', { UserName, AccessKeyId, Status });

const acts: Record<(typeof habits)[number], (town: Town, chance: Chance, user: string) => void> = {
  scheduleSecretDeletion: (town, _, user) =>
    call(town, 'secretsmanager', 'DeleteSecret', { SecretId: secretOf(user), RecoveryWindowInDays: 7 }),
  wipeTags: (town, _, user) => {
    const TagKeys = town.keysOf(user).flatMap(({ id }) => [`keyturn:${id}`, `keyturn:${id}:mail`]);
    call(town, 'secretsmanager', 'UntagResource', { SecretId: secretOf(user), TagKeys });
  },
  dropPolicy: (town, _, user) => call(town, 'secretsmanager', 'DeleteResourcePolicy', { SecretId: secretOf(user) }),
  createKey: (town, _, user) => call(town, 'iam', 'CreateAccessKey', { UserName: user }),
  reactivate: (town, _, user) => {
    for (const { id, status } of town.keysOf(user)) if (status === 'Inactive') setStatus(town, user, id, 'Active');
  },
  deactivateUnused: (town, _, user) => {
    const used = new Set(town.world.applications.map(({ credentials }) => credentials.accessKeyId));
    // Never the newest: an application may be about to take it from the secret.
    const unused = town
      .keysOf(user)
      .slice(0, -1)
      .find(({ id, status }) => status === 'Active' && !used.has(id));
    if (unused) setStatus(town, user, unused.id, 'Inactive');
  },
};
