import { Readable } from 'node:stream';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { IAMClient, ListUsersCommand, paginateListUsers } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../core/time.ts';
import { createLogin } from '../seed.ts';
import type { SandboxCredentials } from '../service-name.ts';
import { clientConfig, type Example, exampleWorld } from './example-world.fixture.ts';
import { type ServedSandbox, serveSandbox } from './server.ts';

let example: Example;
let served: ServedSandbox;

beforeAll(async () => {
  example = exampleWorld(instant(Date.now()));
  served = await serveSandbox(example.world, { advanceWithRealTime: true });
});
afterAll(() => served.close());

const config = (credentials: SandboxCredentials) => clientConfig(served.url, credentials);

describe('a real SDK client over the socket', () => {
  it('pages through the users of an account', async () => {
    const names: (string | undefined)[] = [];
    const client = new IAMClient(config(example.admin));
    for await (const page of paginateListUsers({ client, pageSize: 50 }, {}))
      names.push(...(page.Users ?? []).map((user) => user.UserName));
    expect(names).toHaveLength(122);
    expect(names).toEqual(expect.arrayContaining(['owner', 'user-001', 'user-120']));
  });

  it('is told who it is', async () => {
    const identity = await new STSClient(config(example.owner)).send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({
      Account: example.accountId,
      Arn: `arn:aws:iam::${example.accountId}:user/owner`,
      UserId: expect.stringMatching(/^AIDA/),
    });
  });

  it('acts in another account with the temporary credentials of a role there', async () => {
    const RoleArn = `arn:aws:iam::${example.accountId}:role/OrganizationAccountAccessRole`;
    createLogin(example.world, example.accountId);
    const sts = new STSClient(config(example.manager));
    const { Credentials: temporary } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'run-1' }));
    const session = {
      accessKeyId: temporary?.AccessKeyId ?? '',
      secretAccessKey: temporary?.SecretAccessKey ?? '',
      sessionToken: temporary?.SessionToken ?? '',
    };
    const there = await new STSClient(config(session)).send(new GetCallerIdentityCommand({}));
    expect(there.Arn).toBe(`arn:aws:sts::${example.accountId}:assumed-role/OrganizationAccountAccessRole/run-1`);
  });

  it('lists the accounts of the organization', async () => {
    const { Accounts } = await new OrganizationsClient(config(example.manager)).send(new ListAccountsCommand({}));
    expect(Accounts?.map((account) => account.Name)).toEqual(expect.arrayContaining(['management', 'payments']));
  });

  it('reads a secret as its owner, and as nobody else', async () => {
    const read = (credentials: SandboxCredentials) =>
      new SecretsManagerClient(config(credentials)).send(new GetSecretValueCommand({ SecretId: 'owners-secret' }));
    expect(await read(example.owner)).toMatchObject({ Name: 'owners-secret', SecretString: 'kept for its owner' });
    const denied = await read(example.admin).catch((error: Error) => error);
    expect(denied).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('is not authorized to perform: secretsmanager:GetSecretValue'),
    });
  });

  it('stores and fetches objects, as text and as a stream of unknown length', async () => {
    const s3 = new S3Client({ ...config(example.admin), forcePathStyle: true });
    const text = async (Key: string) =>
      (await s3.send(new GetObjectCommand({ Bucket: 'templates', Key }))).Body?.transformToString();
    expect(await text('mails/new key.html')).toBe('<p>Grüße, {{user}}</p>');
    await s3.send(new PutObjectCommand({ Bucket: 'templates', Key: 'a+b/c%d.txt', Body: 'plain' }));
    expect(await text('a+b/c%d.txt')).toBe('plain');
    const stream = Readable.from([Buffer.from('in '), Buffer.from('chunks')]);
    await s3.send(new PutObjectCommand({ Bucket: 'templates', Key: 'stream', Body: stream, ContentLength: 9 }));
    expect(await text('stream')).toBe('in chunks');
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'templates' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['a+b/c%d.txt', 'mails/new key.html', 'stream']);
    await expect(text('absent')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('sends a mail, which arrives in the mailbox', async () => {
    const Content = {
      Simple: { Subject: { Data: 'Hello' }, Body: { Html: { Data: '<p>Hi</p>' }, Text: { Data: 'Hi' } } },
    };
    const mail = {
      FromEmailAddress: 'security@example.com',
      Destination: { ToAddresses: ['payments@example.com'] },
      Content,
    };
    const { MessageId } = await new SESv2Client(config(example.admin)).send(new SendEmailCommand(mail));
    expect(example.world.mailbox.at(-1)).toMatchObject({ subject: 'Hello', html: '<p>Hi</p>', messageId: MessageId });
  });

  it('describes a KMS key and looks up events', async () => {
    const { KeyMetadata } = await new KMSClient(config(example.admin)).send(
      new DescribeKeyCommand({ KeyId: example.kmsKeyId }),
    );
    expect(KeyMetadata).toMatchObject({ Arn: example.kmsKeyId, Enabled: true, CreationDate: expect.any(Date) });
    const { Events } = await new CloudTrailClient(config(example.admin)).send(new LookupEventsCommand({}));
    expect(Events).toBeInstanceOf(Array);
  });
});

describe('a caller who is not who it says', () => {
  const listUsers = (credentials: SandboxCredentials) =>
    new IAMClient(config(credentials)).send(new ListUsersCommand({}));

  it('is refused with a wrong secret', async () => {
    await expect(listUsers({ ...example.admin, secretAccessKey: 'wrong' })).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('is refused with an unknown key, in the words of each service', async () => {
    const unknown = { ...example.admin, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
    await expect(listUsers(unknown)).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
    const read = new SecretsManagerClient(config(unknown)).send(
      new GetSecretValueCommand({ SecretId: 'owners-secret' }),
    );
    await expect(read).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });

  it('is refused without a signature', async () => {
    const answer = await fetch(served.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=ListUsers&Version=2010-05-08',
    });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<Code>MissingAuthenticationToken</Code>');
  });
});
