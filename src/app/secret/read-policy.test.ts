import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../core/keys.ts';
import { isReadPolicy, readsFrom } from './read-policy.ts';

const ACCOUNT = '222222222222' as AccountId;
const CENTRAL = '111111111111' as AccountId;
const PLACE = { account: ACCOUNT, homes: [ACCOUNT, CENTRAL] };
const OWN = `arn:aws:secretsmanager:*:${ACCOUNT}:secret:Account_${ACCOUNT}_User_\${aws:username}_AccessKey-??????`;
const READ = 'secretsmanager:GetSecretValue';
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const isOurs = (...Statement: readonly object[]) =>
  isReadPolicy(JSON.stringify({ Version: '2012-10-17', Statement }), PLACE);
const IN_CENTRAL = OWN.replace(`*:${ACCOUNT}`, `*:${CENTRAL}`);
const OF_ANY = IN_CENTRAL.replace(`\${aws:username}`, '*');
const byId = {
  Condition: { StringEquals: { 'aws:ResourceTag/keyturn:user-id': `\${aws:userid}` } },
};
const viaSecrets = { Condition: { StringLike: { 'kms:ViaService': 'secretsmanager.*.amazonaws.com' } } };

describe('a policy under the name of the read policy', () => {
  it.each([
    ['as the templates write it', [allow(['secretsmanager:DescribeSecret', READ], OWN)]],
    ['of one action', [allow(READ, [OWN])]],
    ['in another partition', [allow(READ, OWN.replace('arn:aws:', 'arn:aws-us-gov:'))]],
    ['in the account of all secrets', [allow(READ, [OWN, IN_CENTRAL])]],
    ['by the id that the secret carries', [allow(READ, OF_ANY, byId)]],
    ['for all accounts', [allow(READ, OWN.replaceAll(ACCOUNT, '*'))]],
    ['with a KMS key', [allow(READ, OWN), allow('kms:Decrypt', 'arn:aws:kms:eu-west-1:1:key/k', viaSecrets)]],
    ['that denies more', [allow(READ, OWN), { Effect: 'Deny', Action: '*', Resource: '*' }]],
    ['that gives nothing', []],
  ])('is ours: %s', (_, statements) => {
    expect(isOurs(...statements)).toBe(true);
  });

  it.each([
    ['everything', [allow('*', '*')]],
    ['everything, beside the read', [allow(READ, OWN), allow('*', '*')]],
    ['every secret', [allow(READ, '*')]],
    ['secrets of other users', [allow(READ, OWN.replace(`\${aws:username}`, '*'))]],
    ['secrets of others in the account of all secrets', [allow(READ, OF_ANY)]],
    [
      'secrets of others by a looser condition',
      [allow(READ, OF_ANY, { Condition: { StringLike: byId.Condition.StringEquals } })],
    ],
    [
      'secrets of other accounts by id',
      [allow(READ, OF_ANY.replace(`_${ACCOUNT}_`, '_*_').replace(CENTRAL, '*'), byId)],
    ],
    ['a longer name', [allow(READ, OWN.replace('-??????', '*'))]],
    ['secrets of another account', [allow(READ, OWN.replaceAll(ACCOUNT, '333333333333'))]],
    ['secrets beside the own', [allow(READ, [OWN, '*'])]],
    ['writes', [allow([READ, 'secretsmanager:PutSecretValue'], OWN)]],
    ['any action on secrets', [allow('secretsmanager:*', OWN)]],
    ['all but one action', [{ Effect: 'Allow', NotAction: 'iam:CreateUser', Resource: OWN }]],
    ['all but one resource', [{ Effect: 'Allow', Action: READ, NotResource: OWN }]],
    ['a KMS key', [allow('kms:Decrypt', '*')]],
    [
      'a KMS key through another service',
      [allow('kms:Decrypt', '*', { Condition: { StringLike: { 'kms:ViaService': ['secretsmanager.*', 's3.*'] } } })],
    ],
    ['no effect', [{ Action: READ, Resource: OWN }]],
    ['no action', [{ Effect: 'Allow', Resource: OWN }]],
  ])('is not ours where it gives %s', (_, statements) => {
    expect(isOurs(...statements)).toBe(false);
  });

  it.each(['', '{', 'null', '"x"', '{}', '{"Statement":null}', '{"Statement":"Allow"}'])('is none: %s', (document) => {
    expect(isReadPolicy(document, PLACE)).toBe(false);
  });

  it('may have its one statement outside of a list', () => {
    expect(isReadPolicy(JSON.stringify({ Statement: allow(READ, OWN) }), PLACE)).toBe(true);
  });
});

describe('the read of a secret in another account', () => {
  const isGiven = (...Statement: readonly object[]) =>
    readsFrom(JSON.stringify({ Version: '2012-10-17', Statement }), { account: ACCOUNT, home: CENTRAL });
  const decrypt = allow('kms:Decrypt', '*', viaSecrets);

  it('takes the secret that carries the id, and its KMS key', () => {
    expect(isGiven(allow(READ, OWN), allow(READ, OF_ANY, byId), decrypt)).toBe(true);
  });

  it.each([
    ['the own account alone', [allow(READ, OWN), decrypt]],
    ['the present name alone', [allow(READ, IN_CENTRAL), decrypt]],
    ['no KMS key', [allow(READ, OF_ANY, byId)]],
    ['no value', [allow('secretsmanager:DescribeSecret', OF_ANY, byId), decrypt]],
    ['a third account', [allow(READ, OF_ANY.replace(CENTRAL, '333333333333'), byId), decrypt]],
    ['a denial', [{ ...allow(READ, OF_ANY, byId), Effect: 'Deny' }, decrypt]],
  ])('is not given by %s', (_, statements) => {
    expect(isGiven(...statements)).toBe(false);
  });

  it.each(['{', 'null', '{}', '{"Statement":null}', '{"Statement":[null]}'])('is not given by %s', (document) => {
    expect(readsFrom(document, { account: ACCOUNT, home: CENTRAL })).toBe(false);
  });
});
