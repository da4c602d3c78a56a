import { expect, it } from 'vitest';
import { writersIn } from '../../../src/app/secret/policy-state.ts';
import { AwsError } from '../../../src/sandbox/call.ts';
import type { SandboxSecret } from '../../../src/sandbox/model/secret.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import { secretOf } from '../../support/story.ts';
import { MEMBER, MEMBER_ROLE } from '../../support/test-organization.ts';
import { modelOf, type PlayedAccount, playAccount } from './whole-rotation.fixture.ts';

/** How the writers come to secrets of an earlier form, where something goes wrong with the first. */

const users = ['ann', 'bob', 'cem', 'dan'];

interface Ann {
  readonly secret: SandboxSecret;
}

/** Nobody is due for long. */
const atRest = { settings: { rotateAfterDays: 90 } };

const withEarlier = async (): Promise<PlayedAccount> => {
  const played = playAccount(users);
  await played.wholeRotation();
  await played.days(3);
  played.makeEarlier();
  return played;
};

const shutIn = (played: PlayedAccount): readonly string[] =>
  users.filter((user) => writersIn(played.policyOf(user)) !== undefined);

it('one secret is lost, and not one more each day, where its policy shuts keyturn itself out', async () => {
  const played = await withEarlier();
  // As if AWS had another idea of who the member role is.
  played.organization.before = ({ operation, input }) => {
    const shut = shutIn(played).map(secretOf);
    if (/:(?:Put|Update|Tag|Untag)/.test(operation) && shut.some((name) => String(input.SecretId).includes(name)))
      throw new AwsError('AccessDeniedException', 'with an explicit deny in a resource-based policy', 400);
  };
  const counts: number[] = [];
  for (let day = 0; day < 25; day += 1) {
    await played.day();
    counts.push(shutIn(played).length);
  }
  expect(Math.max(...counts), counts.join()).toBe(1);
});

it('whoever was to be the first is taken up again where a run ended before it put the policy', async () => {
  const played = await withEarlier();
  const isNoted = (): boolean => users.some((user) => modelOf(played.organization, user)?.tags.has('keyturn:writers'));
  played.organization.before = ({ operation }) => {
    if (operation === 'secretsmanager:PutResourcePolicy')
      throw Object.assign(new Error('connection refused'), { name: 'TimeoutError' });
  };
  for (let day = 0; day < 15 && !isNoted(); day += 1) await played.day(atRest);
  played.organization.before = () => undefined;
  expect([isNoted(), shutIn(played)]).toEqual([true, []]);
  await played.days(15, atRest);
  expect(shutIn(played)).toEqual(users);
});

it('where AWS takes no policy for one user, another is the first', async () => {
  const played = await withEarlier();
  const Resource = `arn:aws:secretsmanager:*:${MEMBER}:secret:${secretOf('ann')}-*`;
  const Statement = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: 'secretsmanager:PutResourcePolicy', Resource },
  ];
  seed.addScp(played.organization.world, MEMBER, JSON.stringify({ Version: '2012-10-17', Statement }));
  await played.days(40);
  expect(shutIn(played)).toEqual(['bob', 'cem', 'dan']);
  expect(writersIn(played.policyOf('bob'))?.join()).toContain(MEMBER_ROLE);
});

it('the run that puts a policy at last shows nothing by what it writes, and makes the key in it', async () => {
  const played = await withEarlier();
  const { organization } = played;
  const noteOf = (): string | undefined => modelOf(organization, 'eve')?.tags.get('keyturn:writers');
  organization.user('eve', [{ ageDays: 95, usedDaysAgo: 1 }]);
  organization.before = ({ operation }) => {
    if (operation === 'secretsmanager:PutResourcePolicy') throw new AwsError('AccessDeniedException', 'denied', 400);
  };
  await played.days(2, atRest);
  organization.before = () => undefined;
  expect(noteOf()).toMatch(/ \d{8}T\d{6}Z$/);
  // The others are of an earlier form, and wait for what eve's shows.
  const named = { ...atRest, scope: { users: [...users, 'eve'] } };
  await played.day(named);
  expect([noteOf()?.includes('shown'), organization.keysOf('eve').length]).toEqual([false, 2]);
  // Nor does the run that puts back what somebody took away.
  const secret = modelOf(organization, 'eve');
  if (secret) delete secret.resourcePolicy;
  await played.day(named);
  expect([noteOf()?.includes('shown'), writersIn(played.policyOf('eve')) !== undefined]).toEqual([false, true]);
  await played.day(named);
  expect(noteOf()).toContain('shown');
});

it('is shown by one who is looked at before, or beside, the one who waits for it', async () => {
  const played = playAccount(['ann', 'bob']);
  await played.wholeRotation();
  const ann = modelOf(played.organization, 'ann');
  const { resourcePolicy, tags } = { ...ann };
  expect(tags?.get('keyturn:writers')).toMatch(/ \d{8}T\d{6}Z$/);
  const noted = tags?.get('keyturn:writers') ?? '';
  played.makeEarlier();
  if (ann && resourcePolicy) ann.resourcePolicy = resourcePolicy;
  tags?.set('keyturn:writers', noted);
  await played.day({ ...atRest, scope: { users: ['ann', 'bob'] } });
  expect(tags?.get('keyturn:writers')).toContain('shown');
});

it.each([
  ['that Secrets Manager rotates', 1, ({ secret }: Ann) => Object.assign(secret, { rotation: { enabled: true } })],
  ['that a person holds', 1, ({ secret }: Ann) => secret.tags.set('keyturn:hold', 'incident 12')],
  ['whose policy somebody changes each time', 3, ({ secret }: Ann) => delete secret.resourcePolicy],
] as const)('is not waited for in a secret %s', async (_, times, act) => {
  const played = await withEarlier();
  const isNoted = (): boolean => modelOf(played.organization, 'ann')?.tags.has('keyturn:writers') === true;
  for (let day = 0; day < 15 && !isNoted(); day += 1) await played.day({ ...atRest, scope: { users: ['ann'] } });
  for (let time = 0; time < times; time += 1) {
    const secret = modelOf(played.organization, 'ann');
    if (secret) act({ secret });
    await played.day({ ...atRest, scope: { users: ['ann'] } });
  }
  await played.days(17, atRest);
  expect(isNoted()).toBe(true);
  expect(shutIn(played).filter((user) => user !== 'ann')).toEqual(['bob', 'cem', 'dan']);
});

it('hides no question to a person on the day of an update', async () => {
  const played = playAccount(['ann']);
  const { organization } = played;
  await played.wholeRotation();
  const own = seed.addKey(organization.world, MEMBER, 'ann');
  organization.application('ann', own, { everyDays: 0.5, adopt: 'never' });
  organization.days(25);
  played.makeEarlier();
  const { users } = await played.day({ scope: { users: ['ann'] } });
  expect(writersIn(played.policyOf('ann'))).toBeDefined();
  expect(users).toMatchObject([{ user: 'ann', outcome: 'blocked', reason: 'two-keys-in-use' }]);
});
