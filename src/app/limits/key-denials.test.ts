import { expect, it } from 'vitest';
import { DAY, HOUR, type Instant, instant, plus } from '../../core/time.ts';
import { AwsFault } from '../faults/aws-fault.ts';
import { type DeniedUser, type KnownDenials, withKeyDenials } from './key-denials.ts';
import { createRunPace, type KeyOwner } from './pace.ts';
import type { Turn } from './turns.ts';

const now = instant(Date.UTC(2026, 5, 1, 6));
const ago = (days: number): Instant => plus(now, -days * DAY);
const user = (id: string, path = '/'): KeyOwner => ({ id, path });
const denied = (id: string, days: number, path = '/'): DeniedUser => ({
  ...user(id, path),
  at: ago(days),
});
const deny = (words = ''): AwsFault => new AwsFault('denied', 'AccessDenied', 'iam:CreateAccessKey', words);
const scp = deny('with an explicit deny in a service control policy');

/** Of what secrets tell. */
type Given = Partial<Omit<KnownDenials, 'denied'>> & { readonly denied?: readonly DeniedUser[] };

const account = ({ denied = [], ...known }: Given = {}) => {
  const pace = createRunPace({
    pace: {
      accountKeys: 1,
      accountPercent: 0,
      organizationKeys: 1,
      organizationPercent: 0,
      rotationsPerRun: undefined,
      rotationsPerAccount: undefined,
    },
  }).open({ keys: 10, retiredToday: 0 });
  return withKeyDenials(pace, { denied: () => denied, lastMadeAt: undefined, mode: 'apply', now, ...known });
};

type Pace = ReturnType<typeof account>;

const end = async (pace: Pace, owner: KeyOwner, failure: unknown): Promise<void> =>
  ((await pace.rotate(owner)) as Turn).end(failure);
const use = async (pace: Pace, owner: KeyOwner): Promise<void> => ((await pace.rotate(owner)) as Turn).use();

it('after a denial by a service control policy nobody else of that path tries in this run, one of another does', async () => {
  const pace = account();
  await end(pace, user('a'), scp);
  expect(await pace.rotate(user('b'))).toBe('keys-denied');
  expect(await pace.rotate(user('c', '/other/'))).not.toBe('keys-denied');
});

it('one who was denied before, and is again, stops nobody', async () => {
  const pace = account({ denied: [denied('a', 1)] });
  await end(pace, user('a'), scp);
  expect(await pace.rotate(user('b'))).not.toBe('keys-denied');
});

it('after two denials of a path by whatever policy nobody else of that path tries', async () => {
  const pace = account();
  await end(pace, user('a'), deny());
  await end(pace, user('b'), deny());
  expect(await pace.rotate(user('c'))).toBe('keys-denied');
});

it('after three denials in an account nobody else tries, whatever the path', async () => {
  const pace = account();
  for (const path of ['/a/', '/b/', '/c/']) await end(pace, user(path, path), scp);
  expect(await pace.rotate(user('d', '/d/'))).toBe('keys-denied');
});

it('the first of a run tries alone: whoever comes meanwhile waits for what becomes of him', async () => {
  const pace = account();
  const first = (await pace.rotate(user('a'))) as Turn;
  let answer: unknown;
  const second = pace.rotate(user('b')).then((turn) => {
    answer = turn;
  });
  await new Promise(setImmediate);
  expect(answer).toBeUndefined();
  first.end(scp);
  await second;
  expect(answer).toBe('keys-denied');
});

it('a key that is made clears everybody, also those who are denied later', async () => {
  const pace = account();
  await use(pace, user('a'));
  await end(pace, user('b'), scp);
  expect(await pace.rotate(user('c'))).not.toBe('keys-denied');
});

it('another failure than a denied new key stops nobody', async () => {
  const pace = account();
  await end(pace, user('a'), new AwsFault('denied', 'AccessDenied', 'secretsmanager:CreateSecret', ''));
  await end(pace, user('b'), new AwsFault('limit', 'LimitExceeded', 'iam:CreateAccessKey', ''));
  await end(pace, user('c'), new Error('a defect'));
  expect(await pace.rotate(user('d'))).not.toBe('keys-denied');
});

it.each<readonly [string, Given, boolean]>([
  ['two users of the path who were denied', { denied: [denied('a', 1), denied('b', 1)] }, true],
  ['one user', { denied: [denied('a', 1)] }, false],
  ['two of whom none has the path', { denied: [denied('a', 1, '/x/'), denied('b', 1, '/x/')] }, false],
  ['two of whom one has the path', { denied: [denied('a', 1, '/x/'), denied('b', 1)] }, true],
  ['a denial of seven days ago', { denied: [denied('a', 1), denied('b', 7)] }, false],
  ['a denial that is still to come', { denied: [denied('a', 1), denied('b', -2)] }, false],
  ['a key made since', { denied: [denied('a', 1), denied('b', 1)], lastMadeAt: plus(now, -HOUR) }, false],
  ['a key made before', { denied: [denied('a', 1), denied('b', 1)], lastMadeAt: ago(2) }, true],
])('what secrets tell of %s', async (_, known, isStopped) => {
  expect((await account(known).rotate(user('new'))) === 'keys-denied').toBe(isStopped);
});

it('in plan mode one user alone is promised a key where one was denied', async () => {
  const pace = account({ denied: [denied('a', 1)], mode: 'plan' });
  await use(pace, user('b'));
  expect(await pace.rotate(user('c'))).toBe('keys-denied');
});

it('in plan mode everybody is promised a key where nobody was denied', async () => {
  const pace = account({ mode: 'plan' });
  await use(pace, user('b'));
  expect(await pace.rotate(user('c'))).not.toBe('keys-denied');
});
