import { describe, expect, it } from 'vitest';
import { policyStateOf, secretPolicy, writersIn } from './policy.ts';

const ann = { arn: 'arn:aws:iam::222222222222:user/ann', id: 'AIDAANN' };
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
    expect(policyStateOf(policy, ann, today)).toBe(state);
  });

  it('tells whom it names as writers', () => {
    expect(writersIn(named)).toEqual(writers);
    expect(writersIn(open)).toBeUndefined();
  });
});
