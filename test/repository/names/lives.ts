import { DAY, plus } from '../../../src/core/time.ts';
import { addApplication } from '../../../src/sandbox/applications.ts';
import { AwsError } from '../../../src/sandbox/call.ts';
import type { InProcessRequest } from '../../../src/sandbox/in-process.ts';
import { addKey, addUser } from '../../../src/sandbox/seed.ts';
import { createFunctions, type Functions } from './functions.ts';
import type { Recording } from './recording.ts';

/** A user with a key that is due and in use. */
export const addDue = ({ world }: Pick<Functions, 'world'>, account: string, name: string) => {
  addUser(world, account, { name });
  const [createdAt, lastUsedAt] = [plus(world.now, -100 * DAY), plus(world.now, -DAY)];
  return addKey(world, account, name, { createdAt, lastUsedAt });
};

/** Whole lives of keys, lucky and unlucky: every label, tag, version and notice that keyturn knows. */
export const playLives = async (recording: Recording): Promise<void> => {
  await playEveryOutcome(recording);
  await playKeyInUse(recording);
};

/** Two months of runs: Alice has luck; what befalls the others is said where it is done. */
const playEveryOutcome = async (recording: Recording): Promise<void> => {
  const played = createFunctions(recording, { Retirement: 'on-schedule' });
  const { world, members } = played;
  const [payments = '', shop = ''] = members;
  const credentials = addDue(played, payments, 'alice');
  addApplication(world, {
    accountId: payments,
    userName: 'alice',
    secretName: `Account_${payments}_User_alice_AccessKey`,
    credentials,
    everyMs: DAY / 2,
    adopt: 'at-once',
  });
  for (const name of ['alice,2', 'frank']) addDue(played, payments, name);
  for (const name of ['bob', 'carol', 'dave', 'erin', 'heidi']) addDue(played, shop, name);
  await firstDay(played);
  // Erin is deleted, and somebody asks to leave Heidi alone.
  world.accounts.get(shop)?.users.delete('erin');
  const heidis = world.accounts.get(shop)?.secrets.get('us-east-1')?.get(`Account_${shop}_User_heidi_AccessKey`);
  heidis?.tags.set('keyturn:hold', '');
  // An account looks through the secrets of deleted users every five days, on its own day.
  await played.daily(...everyDay, 3, 1);
  // Somebody switches Frank's old key on again, which was deactivated meanwhile.
  for (const key of world.accounts.get(payments)?.users.get('frank')?.keys ?? []) key.status = 'Active';
  await played.daily(1, 1, 1, 1, 6, 1, 1, 20, ...everyDay);
};

const everyDay = [1, 1, 1, 1, 1, 1, 1];

const firstDay = async (played: Functions): Promise<void> => {
  const userOf = ({ credentials }: InProcessRequest) => played.world.accessKeys.get(credentials.accessKeyId)?.userName;
  played.before = (request) => {
    // Bob's new key stays unknown, and Dave's may not read the secret from here.
    if (userOf(request) === 'bob' && request.operation === 'GetCallerIdentity')
      throw new AwsError('InvalidClientTokenId', 'not known', 403);
    if (userOf(request) === 'dave' && request.operation === 'GetSecretValue')
      throw new AwsError('AccessDeniedException', 'not from here', 400);
  };
  played.after = ({ operation, input }) => {
    // The answer with Carol's new key does not arrive.
    if (operation === 'CreateAccessKey' && input.UserName === 'carol') throw new Error('socket hang up');
  };
  await played.daily(1);
  played.before = () => undefined;
  played.after = () => undefined;
};

/** The old key stays in use: reminders, in the end with the administrators in copy. */
const playKeyInUse = async (recording: Recording): Promise<void> => {
  const played = createFunctions(recording);
  const [payments = ''] = played.members;
  const credentials = addDue(played, payments, 'alice');
  const application = {
    accountId: payments,
    userName: 'alice',
    secretName: `Account_${payments}_User_alice_AccessKey`,
    credentials,
    everyMs: DAY / 2,
    adopt: 'never',
  } as const;
  addApplication(played.world, application);
  await played.daily(12, 8, 8, 8);
};
