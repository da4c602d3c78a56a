import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../../src/core/time.ts';
import { type Example, exampleWorld } from '../../../src/sandbox/http/example-world.fixture.ts';
import { type ServedSandbox, serveSandbox } from '../../../src/sandbox/http/server.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import { denied, environment, isPresent, run, told } from './tool.ts';

const client = new URL('boto3_client.py', import.meta.url).pathname;
const boto3 = await isPresent('boto3', 'python3', ['-c', 'import boto3']);

let example: Example;
let served: ServedSandbox;

beforeAll(async () => {
  example = exampleWorld(instant(Date.now()));
  served = await serveSandbox(example.world, { advanceWithRealTime: true });
});
afterAll(() => served.close());

const python = async (credentials: SandboxCredentials, ...args: readonly string[]) =>
  told(await run('python3', [client, ...args], environment(served.url, credentials)));

describe.skipIf(!boto3)(boto3 ? 'boto3' : 'skipped: boto3 not found', () => {
  it('lists all users, over several pages', async () => {
    const { pages, items } = await python(example.admin, 'iam', 'list_users', '{}', 'Users');
    expect([pages, items.length]).toEqual([2, 122]);
  });

  it('lists the access keys of a user', async () => {
    const { AccessKeyMetadata } = await python(example.admin, 'iam', 'list_access_keys', '{"UserName": "owner"}');
    expect(AccessKeyMetadata).toMatchObject([{ AccessKeyId: example.owner.accessKeyId, Status: 'Active' }]);
  });

  it('is told whose access key it holds', async () => {
    const identity = await python(example.owner, 'sts', 'get_caller_identity', '{}');
    expect(identity).toMatchObject({ Account: example.accountId, Arn: `arn:aws:iam::${example.accountId}:user/owner` });
  });

  it('reads a secret as its owner, and is denied it as an administrator', async () => {
    const read = ['secretsmanager', 'get_secret_value', '{"SecretId": "owners-secret"}'];
    expect(await python(example.owner, ...read)).toMatchObject({ SecretString: 'kept for its owner' });
    expect(await python(example.admin, ...read)).toEqual({
      error: 'AccessDeniedException',
      message: expect.stringMatching(denied),
      status: 400,
    });
  });

  it('puts an object and gets it back', async () => {
    const where = { Bucket: 'templates', Key: 'from/boto3 +%.txt' };
    const put = await python(example.admin, 's3', 'put_object', JSON.stringify({ ...where, Body: 'by boto3' }));
    const got = await python(example.admin, 's3', 'get_object', JSON.stringify(where));
    expect(got).toMatchObject({ Body: 'by boto3', ETag: put.ETag, ContentLength: 8 });
    const absent = await python(example.admin, 's3', 'get_object', '{"Bucket": "templates", "Key": "absent"}');
    expect(absent).toMatchObject({ error: 'NoSuchKey', status: 404 });
  });

  it('sends a mail', async () => {
    const mail = {
      FromEmailAddress: 'security@example.com',
      Destination: { ToAddresses: ['payments@example.com'] },
      Content: { Simple: { Subject: { Data: 'By boto3' }, Body: { Html: { Data: '<p>Hi</p>' } } } },
    };
    const { MessageId } = await python(example.admin, 'sesv2', 'send_email', JSON.stringify(mail));
    expect(example.world.mailbox.at(-1)).toMatchObject({
      subject: 'By boto3',
      html: '<p>Hi</p>',
      messageId: MessageId,
    });
  });

  it('lists the accounts of the organization', async () => {
    const { items } = await python(example.manager, 'organizations', 'list_accounts', '{}', 'Accounts');
    expect(items.map((account: { Name: string }) => account.Name)).toEqual(
      expect.arrayContaining(['management', 'payments']),
    );
  });
});
