import { CreateAccessKeyCommand, GetUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { CreateSecretCommand, DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { MINUTE, plus } from '../core/time.ts';
import { AwsError } from './call.ts';
import { type Hooks, type InProcessRequest, inProcessTransport } from './in-process.ts';
import { addBucket, addUser, putObject } from './seed.ts';
import { smallWorld } from './small-world.fixture.ts';

const overInProcess = (hooks?: Hooks) => {
  const small = smallWorld();
  const parts = inProcessTransport(small.world, hooks);
  const iam = parts.client({ service: 'iam', region: 'us-east-1', credentials: small.admin });
  return { ...small, parts, iam };
};

describe('the direct door', () => {
  test('takes SDK commands and answers in their shapes, with the time of the server', async () => {
    const { world, member, iam, parts } = overInProcess();
    addUser(world, member.id, { name: 'ann' });
    const { Users, $metadata } = await iam.send(new ListUsersCommand({}));
    expect(Users).toHaveLength(1);
    expect($metadata).toMatchObject({ httpStatusCode: 200, attempts: 1, serverDate: world.now });
    expect($metadata.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([parts.calls.total, parts.calls.byOperation.get('iam:ListUsers')]).toEqual([1, 1]);
  });

  test('throws what the SDK would throw, IAM errors under the names of their shapes', async () => {
    const { iam } = overInProcess();
    await expect(iam.send(new GetUserCommand({ UserName: 'nobody' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      Code: 'NoSuchEntity',
      message: 'The user with name nobody cannot be found.',
      $fault: 'client',
      $metadata: { httpStatusCode: 404, attempts: 1 },
    });
  });

  test('signs with the time that the caller states', async () => {
    const { world, admin, parts } = overInProcess();
    const sts = parts.client({ service: 'sts', region: 'us-east-1', credentials: async () => admin });
    const late = { signedAt: plus(world.now, -16 * MINUTE) };
    await expect(sts.send(new GetCallerIdentityCommand({}), late)).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
    await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({ Account: '200000000002' });
  });

  test('fills in idempotency tokens and reads objects as the SDK does', async () => {
    const { world, admin, member, parts } = overInProcess();
    const secrets = parts.client({ service: 'secretsmanager', region: 'us-east-1', credentials: admin });
    await secrets.send(new CreateSecretCommand({ Name: 'n', SecretString: 'v' }));
    const { VersionIdsToStages } = await secrets.send(new DescribeSecretCommand({ SecretId: 'n' }));
    expect(Object.values(VersionIdsToStages)).toEqual([['AWSCURRENT']]);
    addBucket(world, member.id, { name: 'bucket' });
    putObject(world, 'bucket', { key: 'a/template.html', body: '<p>é</p>' });
    const s3 = parts.client({ service: 's3', region: 'us-east-1', credentials: admin });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'a/template.html' }));
    expect(await Body.transformToString()).toBe('<p>é</p>');
  });

  test('lets a hook refuse a call before it reaches AWS', async () => {
    const { world, member, iam, parts } = overInProcess({
      before: () => {
        throw new AwsError('Throttling', 'Rate exceeded', 400);
      },
    });
    addUser(world, member.id, { name: 'ann' });
    const create = iam.send(new CreateAccessKeyCommand({ UserName: 'ann' }));
    await expect(create).rejects.toMatchObject({ name: 'Throttling', message: 'Rate exceeded' });
    expect(parts.calls.total).toBe(0);
    expect(member.users.get('ann')?.keys).toHaveLength(0);
  });

  test('lets a hook lose the answer to a call that AWS carried out', async () => {
    const seen: InProcessRequest[] = [];
    const { world, member, iam } = overInProcess({
      after: (request) => {
        seen.push(request);
        throw new Error('socket hang up');
      },
    });
    addUser(world, member.id, { name: 'ann' });
    await expect(iam.send(new CreateAccessKeyCommand({ UserName: 'ann' }))).rejects.toThrow('socket hang up');
    expect(member.users.get('ann')?.keys).toHaveLength(1);
    expect(seen.map(({ operation, input }) => [operation, input])).toEqual([['CreateAccessKey', { UserName: 'ann' }]]);
  });

  test('costs time if calls are told to take some', async () => {
    const { world, iam } = overInProcess();
    const before = world.now;
    world.settings.latencyMs = 40;
    const { $metadata } = await iam.send(new ListUsersCommand({}));
    expect([world.now - before, $metadata.serverDate - before]).toEqual([40, 40]);
  });
});
