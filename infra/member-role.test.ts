import { describe, expect, it } from 'vitest';
import { resolved } from './resolved.fixture.ts';
import { everything, holdersIn, roles } from './roles.fixture.ts';
import { given, templates } from './written.fixture.ts';

describe('the member role', () => {
  const statements = roles.find(({ name }) => name.includes('iam-assumed-roles'))?.statements ?? [];
  const granting = (action: string) =>
    statements.filter(({ Effect, Action }) => Effect === 'Allow' && Action.includes(action));

  it('may attach the one policy, and change no other', () => {
    expect(granting('iam:AttachUserPolicy')).toMatchObject([
      {
        Resource: 'arn:aws:iam::111111111111:user/*',
        Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::111111111111:policy/keyturn-read-own-access-key' } },
      },
    ]);
    const others = statements.flatMap(({ Effect, Action }) => (Effect === 'Allow' ? Action : []));
    expect(others.filter((action) => /^iam:.*Policy/.test(action) && !/^iam:(Get|List)/.test(action))).toEqual([
      'iam:AttachUserPolicy',
    ]);
  });

  it('works on secrets of our name in its own account alone', () => {
    const secrets = statements.filter(
      ({ Effect, Action }) =>
        Effect === 'Allow' && Action.some((action) => /^secretsmanager:(?!List?Secrets)/.test(action)),
    );
    const narrow = secrets.filter(({ Resource }) => Resource !== '*');
    expect(narrow).toHaveLength(5);
    const name = 'arn:aws:secretsmanager:*:111111111111:secret:Account_111111111111_User_*_AccessKey';
    for (const { Resource } of narrow) expect(Resource).toEqual([name, `${name}-??????`]);
  });

  it('deletes no secret for good', () => {
    expect(granting('secretsmanager:DeleteSecret')).toMatchObject([
      {
        Action: ['secretsmanager:DeleteSecret'],
        Condition: {
          BoolIfExists: { 'secretsmanager:ForceDeleteWithoutRecovery': 'false' },
          NumericGreaterThanEqualsIfExists: { 'secretsmanager:RecoveryWindowInDays': '7' },
        },
      },
    ]);
  });

  it('changes keys and policies of users below UserPath alone, and looks at everybody', () => {
    const narrowed = holdersIn({ UserPath: '/applications/' }).find(({ name }) => name.includes('iam-assumed-roles'));
    const resourcesOf = (action: string) =>
      narrowed?.statements.filter(({ Action }) => Action.includes(action)).map(({ Resource }) => Resource);
    for (const action of ['CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey', 'AttachUserPolicy'])
      expect([action, resourcesOf(`iam:${action}`)]).toEqual([
        action,
        ['arn:aws:iam::111111111111:user/applications/*'],
      ]);
    expect(resourcesOf('iam:GetUser')).toEqual(['arn:aws:iam::111111111111:user/*']);
    expect(granting('iam:CreateAccessKey')).toMatchObject([{ Resource: 'arn:aws:iam::111111111111:user/*' }]);
  });

  it('touches KMS only where a key is given, and only through Secrets Manager', () => {
    expect(granting('kms:Decrypt')).toMatchObject([
      {
        Resource: everything.KmsKeyArn,
        Condition: { StringLike: { 'kms:ViaService': 'secretsmanager.*.amazonaws.com' } },
      },
    ]);
    const without = holdersIn({}).find(({ name }) => name.includes('iam-assumed-roles'));
    expect(JSON.stringify(without)).not.toContain('kms:');
  });
});

describe('the policy of users', () => {
  it('leads to the own secret and to no longer name', () => {
    const template = templates['ASA-iam-key-auto-rotation-iam-assumed-roles.yaml'] ?? {};
    const policy = resolved(template, { account: '222222222222', parameters: given }).ReadOwnAccessKeyPolicy
      ?.Properties;
    expect(policy.ManagedPolicyName).toBe('keyturn-read-own-access-key');
    const [inTheAccount, ...inThePrimary] = policy.PolicyDocument.Statement;
    expect([inTheAccount]).toEqual([
      {
        Sid: 'ReadOwnAccessKey',
        Effect: 'Allow',
        Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        Resource:
          'arn:aws:secretsmanager:*:222222222222:secret:Account_222222222222_User_${aws:username}_AccessKey-??????',
      },
    ]);
    const secrets = 'arn:aws:secretsmanager:*:111111111111:secret:Account_222222222222_User_*_AccessKey-??????';
    expect(inThePrimary).toEqual([
      {
        Sid: 'ReadOwnAccessKeyInPrimaryAccount',
        Effect: 'Allow',
        Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        Resource: secrets,
        Condition: { StringEquals: { 'aws:ResourceTag/keyturn:user-id': '${aws:userid}' } },
      },
      {
        Sid: 'DecryptOwnAccessKeyInPrimaryAccount',
        Effect: 'Allow',
        Action: ['kms:Decrypt'],
        Resource: 'arn:aws:kms:*:111111111111:key/*',
        Condition: {
          StringLike: {
            'kms:ViaService': 'secretsmanager.*.amazonaws.com',
            'kms:EncryptionContext:SecretARN': secrets,
          },
        },
      },
    ]);
  });
});
