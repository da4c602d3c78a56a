import { runSimulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, it } from 'vitest';
import { secretPolicy } from '../src/app/secret/policy.ts';
import { writersOf } from '../src/app/secret/writers.ts';
import { resolved } from './resolved.fixture.ts';
import { given, templateNamed } from './written.fixture.ts';

/** Who reads a secret of a member account's user in the primary account, by the policies that the templates make. */

const PRIMARY = '111111111111';
const MEMBER = '222222222222';
const ORGANIZATION = given.AWSOrgID ?? '';
const CENTRAL_ROLE = 'asa-iam-key-rotation-central-secrets-role';

const main = resolved(templateNamed('main'), {
  account: PRIMARY,
  region: 'eu-central-1',
  parameters: { ...given, StoreSecretsInCentralAccount: 'True' },
});
const members = (account: string) => resolved(templateNamed('members'), { account, parameters: given });
const keyPolicy = main.KeyOfSecrets?.Properties.KeyPolicy;
/**
 * The referee knows keys with a name of one's own behind a slash alone, and drops this one, which has it behind a
 * colon: another text stands for it, in policies and requests.
 */
const known = <T>(part: T): T =>
  JSON.parse(JSON.stringify(part).replaceAll('kms:EncryptionContext:SecretARN', 'kms:RequestAlias'));

const KEY = `arn:aws:kms:eu-central-1:${PRIMARY}:key/11111111-2222-3333-4444-555555555555`;

const secretOf = (account: string, user: string): string =>
  `arn:aws:secretsmanager:eu-central-1:${PRIMARY}:secret:Account_${account}_User_${user}_AccessKey-AbCdEf`;

interface Who {
  readonly account: string;
  readonly name: string;
  readonly id: string;
  readonly isRole?: true;
  readonly organization?: string;
  readonly policies: readonly unknown[];
}

const readPolicyIn = (account: string) => members(account).ReadOwnAccessKeyPolicy?.Properties.PolicyDocument;
const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const alice: Who = { account: MEMBER, name: 'alice', id: 'AIDAALICE', policies: [readPolicyIn(MEMBER)] };

const SECRET = secretOf(MEMBER, 'alice');
const writers = writersOf({ partition: 'aws', account: PRIMARY, role: CENTRAL_ROLE, others: [] });
const policyOfSecret = JSON.parse(secretPolicy({ arn: `arn:aws:iam::${MEMBER}:user/alice`, id: alice.id }, writers));

const simulate = async (
  { account, name, id, isRole, organization = ORGANIZATION, policies }: Who,
  asked: {
    readonly action: string;
    readonly resource: string;
    readonly policy: unknown;
    readonly context: Record<string, string>;
  },
): Promise<string> => {
  const arn = `arn:aws:iam::${account}:${isRole ? 'role' : 'user'}/${name}`;
  const result = await runSimulation(
    {
      request: {
        principal: isRole ? `arn:aws:sts::${account}:assumed-role/${name}/run-1` : arn,
        action: asked.action,
        resource: { resource: asked.resource, accountId: PRIMARY },
        contextVariables: {
          'aws:PrincipalArn': arn,
          'aws:PrincipalAccount': account,
          'aws:PrincipalOrgID': organization,
          'aws:userid': id,
          ...(isRole ? {} : { 'aws:username': name }),
          ...known(asked.context),
        },
      },
      identityPolicies: policies.map((policy, nth) => ({ name: `p${nth}`, policy: known(policy) })),
      resourcePolicy: known(asked.policy),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  return result.resultType === 'error' ? JSON.stringify(result.errors) : String(result.overallResult);
};

/** By the secret's policy and by the key's: both must let him. */
const reads = async (who: Who, secret = SECRET, idOnSecret = alice.id): Promise<readonly string[]> => [
  await simulate(who, {
    action: 'secretsmanager:GetSecretValue',
    resource: secret,
    policy: policyOfSecret,
    context: { 'aws:ResourceTag/keyturn:user-id': idOnSecret },
  }),
  await simulate(who, {
    action: 'kms:Decrypt',
    resource: KEY,
    policy: keyPolicy,
    context: {
      'kms:ViaService': 'secretsmanager.eu-central-1.amazonaws.com',
      'kms:EncryptionContext:SecretARN': secret,
    },
  }),
];

describe('a secret in the primary account, judged by iam-simulate,', () => {
  it('is read by its user, also when he is renamed, and has a comma in his name', async () => {
    expect(await reads(alice)).toEqual(['Allowed', 'Allowed']);
    expect(await reads({ ...alice, policies: [] })).toEqual(['ImplicitlyDenied', 'ImplicitlyDenied']);
    for (const name of ['alice-ci', 'alice,ops']) {
      const renamed = JSON.parse(secretPolicy({ arn: `arn:aws:iam::${MEMBER}:user/${name}`, id: alice.id }, writers));
      expect(
        await simulate(
          { ...alice, name },
          {
            action: 'secretsmanager:GetSecretValue',
            resource: SECRET,
            policy: renamed,
            context: { 'aws:ResourceTag/keyturn:user-id': alice.id },
          },
        ),
      ).toBe('Allowed');
    }
  });

  it.each<readonly [string, Who, string]>([
    ['another user of the account', { ...alice, name: 'bob', id: 'AIDABOB' }, 'ExplicitlyDenied'],
    [
      'a user of that name in another account',
      { ...alice, account: '333333333333', policies: [readPolicyIn('333333333333')] },
      'ImplicitlyDenied',
    ],
    ['one made again under the name', { ...alice, id: 'AIDAOTHER' }, 'ExplicitlyDenied'],
    [
      'an administrator of the member account',
      { account: MEMBER, name: 'Admin', id: 'AROA1:a', isRole: true, policies: [everything] },
      'ExplicitlyDenied',
    ],
    [
      'an administrator of the primary account',
      { account: PRIMARY, name: 'Admin', id: 'AROA2:a', isRole: true, policies: [everything] },
      'ExplicitlyDenied',
    ],
    [
      'the role that writes it',
      {
        account: PRIMARY,
        name: CENTRAL_ROLE,
        id: 'AROA3:run-1',
        isRole: true,
        policies: [main.CentralSecretsRole?.Properties.Policies[0].PolicyDocument],
      },
      'ExplicitlyDenied',
    ],
    [
      'the rotation function',
      {
        account: PRIMARY,
        name: 'asa-iam-key-rotation-lambda-execution-role',
        id: 'AROA4:run-1',
        isRole: true,
        policies: [main.RotationLambdaFunctionExecutionRole?.Properties.Policies[0].PolicyDocument],
      },
      'ExplicitlyDenied',
    ],
  ])('is not read by %s', async (_, who, expected) => {
    expect((await reads(who))[0]).toBe(expected);
  });

  it('is under a key that serves nobody outside of the organization, of another account, or directly', async () => {
    const decrypt = (who: Who, context: Record<string, string>) =>
      simulate(who, { action: 'kms:Decrypt', resource: KEY, policy: keyPolicy, context });
    const through = { 'kms:ViaService': 'secretsmanager.eu-central-1.amazonaws.com' };
    const own = { ...through, 'kms:EncryptionContext:SecretARN': SECRET };
    const admin: Who = { ...alice, policies: [everything] };
    expect(await decrypt(admin, own)).toBe('Allowed');
    expect(await decrypt({ ...admin, organization: 'o-zzzzzzzzzz' }, own)).toBe('ImplicitlyDenied');
    expect(await decrypt({ ...admin, account: '333333333333' }, own)).toBe('ImplicitlyDenied');
    expect(await decrypt(admin, { 'kms:EncryptionContext:SecretARN': SECRET })).toBe('ImplicitlyDenied');
    expect(await decrypt(admin, { ...own, 'kms:ViaService': 's3.eu-central-1.amazonaws.com' })).toBe(
      'ImplicitlyDenied',
    );
    expect(await decrypt({ ...admin, account: PRIMARY, name: 'Admin', isRole: true }, own)).toBe('ImplicitlyDenied');
  });

  it('is written by the role alone, through Secrets Manager', async () => {
    const policy = main.CentralSecretsRole?.Properties.Policies[0].PolicyDocument;
    const role: Who = { account: PRIMARY, name: CENTRAL_ROLE, id: 'AROA3:run-1', isRole: true, policies: [policy] };
    const put = (who: Who) =>
      simulate(who, {
        action: 'secretsmanager:PutSecretValue',
        resource: SECRET,
        policy: policyOfSecret,
        context: { 'aws:ResourceTag/keyturn:user-id': alice.id },
      });
    expect(await put(role)).toBe('Allowed');
    expect(await put({ ...role, name: 'Admin', policies: [everything] })).toBe('ExplicitlyDenied');
    for (const action of ['kms:GenerateDataKey', 'kms:Decrypt']) {
      const use = (who: Who, ViaService: string) =>
        simulate(who, {
          action,
          resource: KEY,
          policy: keyPolicy,
          context: { 'kms:ViaService': ViaService, 'kms:EncryptionContext:SecretARN': SECRET },
        });
      expect(await use(role, 'secretsmanager.eu-central-1.amazonaws.com')).toBe('Allowed');
      expect(await use(role, 's3.eu-central-1.amazonaws.com')).toBe('ImplicitlyDenied');
      expect(
        await use({ ...role, name: 'Admin', policies: [everything] }, 'secretsmanager.eu-central-1.amazonaws.com'),
      ).toBe('ImplicitlyDenied');
    }
  });
});

it('the stack makes a key of its own only where all secrets are here and none is given, and keeps it', () => {
  const with_ = (parameters: Record<string, string>) =>
    resolved(templateNamed('main'), { parameters: { ...given, ...parameters } });
  const none = with_({});
  const given_ = with_({ StoreSecretsInCentralAccount: 'True', KmsKey: KEY });
  const variables = (made: typeof none) => made.AccessKeyRotateLambdaFunction?.Properties.Environment.Variables;
  expect([none.CentralSecretsRole, none.KeyOfSecrets, given_.KeyOfSecrets]).toEqual([undefined, undefined, undefined]);
  expect(given_.CentralSecretsRole?.Properties.RoleName).toBe(CENTRAL_ROLE);
  expect([variables(none).KmsKey, variables(given_).KmsKey]).toEqual(['', KEY]);
  const own = with_({ StoreSecretsInCentralAccount: 'True' });
  expect(variables(own)).toMatchObject({
    KmsKey: expect.stringContaining('KeyOfSecrets'),
    StoreSecretsInCentralAccount: 'True',
  });
  expect(own.KeyOfSecrets).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});
