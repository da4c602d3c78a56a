import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../../src/core/time.ts';
import { createDemoWorld } from '../../../src/demo-organization/demo-organization.ts';
import { ADMINISTRATOR_ROLE } from '../../../src/demo-organization/names.ts';
import { addAdministratorRoles } from '../../../src/demo-organization/roles.ts';
import { type Example, exampleWorld } from '../../../src/sandbox/http/example-world.fixture.ts';
import { type ServedSandbox, serveSandbox } from '../../../src/sandbox/http/server.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import { denied, type EndedTool, environment, isPresent, run, told } from './tool.ts';

const cli = await isPresent('AWS CLI', 'aws', ['--version']);

let example: Example;
let served: ServedSandbox;

beforeAll(async () => {
  example = exampleWorld(instant(Date.now()));
  served = await serveSandbox(example.world, { advanceWithRealTime: true });
});
afterAll(() => served.close());

const aws = (credentials: SandboxCredentials, ...args: readonly string[]): Promise<EndedTool> =>
  run('aws', [...args, '--output', 'json'], environment(served.url, credentials));

describe.skipIf(!cli)(cli ? 'AWS CLI' : 'skipped: AWS CLI not found', () => {
  it('lists all users, over several pages', async () => {
    const { Users } = told(await aws(example.admin, 'iam', 'list-users', '--page-size', '50'));
    expect(Users).toHaveLength(122);
    expect(served.executions.get('iam:ListUsers')).toBe(3);
  });

  it('takes up a list where it stopped', async () => {
    const first = told(await aws(example.admin, 'iam', 'list-users', '--max-items', '100'));
    expect(first.Users).toHaveLength(100);
    const rest = told(await aws(example.admin, 'iam', 'list-users', '--starting-token', first.NextToken));
    expect(rest.Users).toHaveLength(22);
  });

  it('lists the access keys of a user', async () => {
    const { AccessKeyMetadata } = told(await aws(example.admin, 'iam', 'list-access-keys', '--user-name', 'owner'));
    expect(AccessKeyMetadata).toEqual([
      {
        UserName: 'owner',
        AccessKeyId: example.owner.accessKeyId,
        Status: 'Active',
        CreateDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      },
    ]);
  });

  it("is told whose access key it holds, also by the key's user who may do nothing", async () => {
    const identity = told(await aws(example.owner, 'sts', 'get-caller-identity'));
    expect(identity).toEqual({
      UserId: expect.stringMatching(/^AIDA/),
      Account: example.accountId,
      Arn: `arn:aws:iam::${example.accountId}:user/owner`,
    });
  });

  it('reads a secret as its owner', async () => {
    const secret = told(await aws(example.owner, 'secretsmanager', 'get-secret-value', '--secret-id', 'owners-secret'));
    expect(secret).toMatchObject({
      Name: 'owners-secret',
      SecretString: 'kept for its owner',
      VersionStages: ['AWSCURRENT'],
    });
  });

  it('is denied the secret as an administrator', async () => {
    const ended = await aws(example.admin, 'secretsmanager', 'get-secret-value', '--secret-id', 'owners-secret');
    expect([254, 255]).toContain(ended.code);
    expect(ended.stderr.trim()).toMatch(denied);
    expect(ended.stdout).toBe('');
  });

  it('puts an object and gets it back', async () => {
    const file = join(tmpdir(), `keyturn-object-${process.pid}`);
    await writeFile(file, 'from a file');
    const where = ['--bucket', 'templates', '--key', 'a folder/ä.txt'];
    const put = told(await aws(example.admin, 's3api', 'put-object', ...where, '--body', file));
    expect(put.ETag).toMatch(/^"[0-9a-f]{32}"$/);
    const got = told(await aws(example.admin, 's3api', 'get-object', ...where, `${file}.got`));
    expect(got).toMatchObject({ ETag: put.ETag, ContentLength: 11 });
    expect(await readFile(`${file}.got`, 'utf8')).toBe('from a file');
    await Promise.all([rm(file), rm(`${file}.got`)]);
  });

  it('lists the objects under a prefix', async () => {
    const { stdout } = await aws(example.admin, 's3', 'ls', 's3://templates/mails/');
    expect(stdout).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +24 new key.html\n$/);
  });

  it('asks for a bucket that is there, and one that is not', async () => {
    expect(await aws(example.admin, 's3api', 'head-bucket', '--bucket', 'templates')).toMatchObject({ code: 0 });
    const absent = await aws(example.admin, 's3api', 'head-bucket', '--bucket', 'absent');
    expect(absent.stderr).toContain('An error occurred (404) when calling the HeadBucket operation: Not Found');
  });

  it('sends a mail', async () => {
    const content = { Simple: { Subject: { Data: 'By the CLI' }, Body: { Text: { Data: 'Hi' } } } };
    const from = ['--from-email-address', 'security@example.com', '--destination', 'ToAddresses=payments@example.com'];
    const sent = told(await aws(example.admin, 'sesv2', 'send-email', ...from, '--content', JSON.stringify(content)));
    expect(example.world.mailbox.at(-1)).toMatchObject({ subject: 'By the CLI', messageId: sent.MessageId });
  });

  it('works in the printed environment of the demo organization, and is an administrator of a member account', async () => {
    const { world, credentials } = createDemoWorld({ now: instant(Date.now()), mailOutageDays: 0 });
    addAdministratorRoles(world);
    world.settings.latencyMs = 0;
    const demo = await serveSandbox(world, { advanceWithRealTime: true });
    const by = (who: SandboxCredentials, ...args: readonly string[]) =>
      run('aws', [...args, '--output', 'json'], environment(demo.url, who));
    const { Accounts } = told(await by(credentials, 'organizations', 'list-accounts'));
    const { Id } = Accounts.find(({ Name }: { readonly Name: string }) => Name === 'payments');
    const role = `arn:aws:iam::${Id}:role/${ADMINISTRATOR_ROLE}`;
    const session = ['assume-role', '--role-session-name', 'me', '--role-arn', role];
    const { AccessKeyId, SecretAccessKey, SessionToken } = told(await by(credentials, 'sts', ...session)).Credentials;
    const admin = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const { Users } = told(await by(admin, 'iam', 'list-users'));
    expect(Users[0].Arn).toContain(`arn:aws:iam::${Id}:user/`);
    const [UserName] = Users.map((user: { readonly UserName: string }) => user.UserName);
    const keys = told(await by(admin, 'iam', 'list-access-keys', '--user-name', UserName)).AccessKeyMetadata;
    expect(keys.length).toBeLessThanOrEqual(2);
    await demo.close();
  });

  it('is refused with a wrong secret', async () => {
    const ended = await aws({ ...example.admin, secretAccessKey: 'wrong' }, 'iam', 'list-users');
    expect([254, 255]).toContain(ended.code);
    expect(ended.stderr).toContain('An error occurred (SignatureDoesNotMatch) when calling the ListUsers operation: ');
  });
});
