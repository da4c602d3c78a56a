import { describe, expect, it } from 'vitest';
import { HOUR, instant, plus } from '../../core/time.ts';
import { secretPolicy } from './policy.ts';
import { handoverIn, liveHandoverIn, policyStateOf, readersIn, writersIn } from './policy-state.ts';

const ann = { arn: 'arn:aws:iam::222222222222:user/ann', id: 'AIDAANN' };
const now = instant(Date.UTC(2026, 4, 1));
const writers = ['arn:aws:iam::222222222222:role/keyturn', 'arn:aws:iam::222222222222:root'];
const others = ['arn:aws:iam::222222222222:role/former'];

/** As the first version of keyturn put it. */
const first = secretPolicy(ann, undefined).replace(
  '["secretsmanager:GetSecretValue"]',
  '["secretsmanager:GetSecretValue","secretsmanager:BatchGetSecretValue"]',
);

const open = secretPolicy(ann, undefined);
const named = secretPolicy(ann, writers);
const widened = named.replace(
  '"Effect":"Deny","Principal":"*","Action":["secretsmanager:Get',
  '"Effect":"Allow","Principal":"*","Action":["secretsmanager:Get',
);

describe('a policy', () => {
  it.each<[what: string, policy: string | undefined, today: readonly string[] | undefined, state: string]>([
    ['that names today’s writers', named, writers, 'current'],
    ['that names them in another order', secretPolicy(ann, writers.toReversed()), writers, 'current'],
    ['that names none, where some are to be named', open, writers, 'earlier'],
    ['of the first form', first, writers, 'earlier'],
    ['of the first form, where no writers are to be named', first, undefined, 'earlier'],
    ['that names former writers', secretPolicy(ann, others), writers, 'earlier'],
    [
      'that names one writer, which AWS answers without a list',
      secretPolicy(ann, others).replace(`["${others[0]}"]`, `"${others[0]}"`),
      writers,
      'earlier',
    ],
    ['that names none, where none are to be named', open, undefined, 'current'],
    ['that names some, where nobody knows them', named, undefined, 'current'],
    ['of another user', secretPolicy({ ...ann, id: 'AIDABOB' }, writers), writers, 'changed'],
    ['that lets others read', widened, writers, 'changed'],
    [
      'whose writers are no list of ARNs',
      named.replace(/\["arn:aws:iam::222222222222:role\/keyturn.*?\]/, '[1]'),
      writers,
      'changed',
    ],
    [
      'without its denial of changes but with a statement of that name',
      named.replace('"ArnNotLike"', '"ArnLike"'),
      writers,
      'changed',
    ],
    ['that is no JSON', '{', writers, 'changed'],
    ['that is no object', '[]', writers, 'changed'],
    ['that is not there', undefined, writers, 'changed'],
  ])('%s is %s', (_, policy, today, state) => {
    expect(policyStateOf(policy, ann, { writers: today, readers: [], now })).toBe(state);
  });

  it('tells whom it names as writers', () => {
    expect(writersIn(named)).toEqual(writers);
    expect(writersIn(open)).toBeUndefined();
  });
});

describe('a policy that lets a role read for a while', () => {
  const to = 'arn:aws:iam::222222222222:role/ops/on-call';
  const until = plus(now, 24 * HOUR);
  const handed = secretPolicy(ann, writers, { handover: { to, until } });
  const stateAt = (hours: number, policy: string = handed) =>
    policyStateOf(policy, ann, { writers, readers: [], now: plus(now, hours * HOUR) });

  it.each<[what: string, hours: number, policy: string, state: string]>([
    ['is as it should be until its hour', 23, handed, 'current'],
    ['is to be brought up to date from then on', 24, handed, 'earlier'],
    ['is nobody’s that keyturn knows where it is for longer than a day', -1, handed, 'changed'],
    [
      'is to be brought up to date where the writers are others',
      1,
      secretPolicy(ann, others, { handover: { to, until } }),
      'earlier',
    ],
    [
      'is the same where AWS shows the id of a role that is gone',
      1,
      handed.replace(`{"AWS":"${to}"}`, '{"AWS":"AROAGONE0EXAMPLE0001"}'),
      'current',
    ],
    [
      'is changed where it lets another one read',
      1,
      handed.replace(`{"AWS":"${to}"}`, '{"AWS":"arn:aws:iam::222222222222:role/other"}'),
      'changed',
    ],
    ['is changed where its end is missing', 1, handed.replace('"DateGreaterThanEquals"', '"DateLessThan"'), 'changed'],
    ['is changed where its end is no moment', 1, handed.replaceAll('2026-05-02T00:00:00Z', 'soon'), 'changed'],
  ])('%s', (_, hours, policy, state) => {
    expect(stateAt(hours, policy)).toBe(state);
  });

  it('tells whom, and until when', () => {
    expect(handoverIn(handed)).toMatchObject({ to, until });
    expect(liveHandoverIn(handed, plus(until, -1))).toMatchObject({ to });
    expect(liveHandoverIn(handed, until)).toBeUndefined();
    expect(handoverIn(named)).toBeUndefined();
  });
});

describe('a policy that lets roles read for good', () => {
  const readers = ['arn:aws:iam::111111111111:role/ci', 'arn:aws:iam::222222222222:role/deploy/runner'];
  const read = secretPolicy(ann, writers, { readers });

  it.each<[what: string, policy: string, wanted: readonly string[], state: string]>([
    ['is as it should be where they are chosen', read, readers, 'current'],
    ['is to be brought up to date where nobody is chosen any more', read, [], 'earlier'],
    ['is to be brought up to date where another one is chosen', read, readers.slice(1), 'earlier'],
    ['is to be brought up to date where it names none', named, readers, 'earlier'],
    [
      'is changed where one is let read that its denial does not except',
      read.replace(
        `"ArnNotEquals":{"aws:PrincipalArn":${JSON.stringify(readers)}`,
        '"ArnNotEquals":{"aws:PrincipalArn":["arn:aws:iam::222222222222:role/other"]',
      ),
      readers,
      'changed',
    ],
  ])('%s', (_, policy, wanted, state) => {
    expect(policyStateOf(policy, ann, { writers, readers: wanted, now })).toBe(state);
  });

  it('tells whom', () => {
    expect(readersIn(read)).toEqual(readers);
    expect(readersIn(named)).toEqual([]);
  });
});
