import { CreateAccessKeyCommand, IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { SecretsManagerClient, TagResourceCommand } from '@aws-sdk/client-secrets-manager';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, describe, expect, it } from 'vitest';
import { instant } from '../../core/time.ts';
import { clientConfig, exampleWorld } from './example-world.fixture.ts';
import { type ServedSandbox, serveSandbox } from './server.ts';
import type { TransportFault } from './transport-faults.ts';

let served: ServedSandbox | undefined;
afterEach(() => served?.close());

/** A client of a sandbox in which the first call of each operation suffers a fault. */
const faulty = async (fault: TransportFault, { maxAttempts = 1 } = {}) => {
  const { world, admin, accountId } = exampleWorld(instant(Date.now()));
  served = await serveSandbox(world, { faults: (_operation, nth) => (nth === 1 ? fault : undefined) });
  const requestHandler = new NodeHttpHandler({
    requestTimeout: fault === 'timeout' || fault === 'lost' ? 1_000 : 20_000,
    throwOnRequestTimeout: true,
  });
  const config = { ...clientConfig(served.url, admin), maxAttempts, requestHandler };
  const keys = () => world.accounts.get(accountId)?.users.get('user-001')?.keys.length;
  return { config, keys, executions: served.executions };
};

const create = new CreateAccessKeyCommand({ UserName: 'user-001' });

describe('a call that suffers a fault on the wire', () => {
  it.each<[TransportFault, number, object]>([
    ['reset-before', 0, { code: 'ECONNRESET' }],
    ['reset-after', 1, { code: 'ECONNRESET' }],
    ['500', 0, { name: 'InternalFailure', $metadata: { httpStatusCode: 500 } }],
    ['503', 0, { name: 'ServiceUnavailable', $metadata: { httpStatusCode: 503 } }],
    ['throttle', 0, { name: 'Throttling', message: 'Rate exceeded' }],
    ['timeout', 0, { name: 'TimeoutError' }],
    ['lost', 1, { name: 'TimeoutError' }],
    ['truncate', 1, { code: 'ECONNRESET' }],
    ['html', 0, { $metadata: { httpStatusCode: 502 } }],
    ['html-after', 1, { $metadata: { httpStatusCode: 502 } }],
  ])('%s: is carried out %i times, and fails', async (fault, times, error) => {
    const { config, keys, executions } = await faulty(fault);
    const failure = await new IAMClient(config).send(create).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject(error);
    // A busy server may come to it only after its client gave up.
    const carriedOut = () => [executions.get('iam:CreateAccessKey') ?? 0, keys()];
    await expect.poll(carriedOut, { timeout: 20_000 }).toEqual([times, times]);
  });

  it('is carried out again when the client retries after a reset', async () => {
    const { config, keys, executions } = await faulty('reset-after', { maxAttempts: 2 });
    await new IAMClient(config).send(create);
    expect([executions.get('iam:CreateAccessKey'), keys()]).toEqual([2, 2]);
  });

  it('is retried by itself when the service throttles, in the words of a JSON service too', async () => {
    const { config, executions } = await faulty('throttle', { maxAttempts: 2 });
    await new IAMClient(config).send(new ListUsersCommand({}));
    expect(executions.get('iam:ListUsers')).toBe(1);
    const tag = new TagResourceCommand({ SecretId: 'owners-secret', Tags: [{ Key: 'a', Value: 'b' }] });
    const secrets = new SecretsManagerClient({ ...config, maxAttempts: 1 });
    await expect(secrets.send(tag)).rejects.toMatchObject({ name: 'ThrottlingException' });
    await secrets.send(tag);
    expect(executions.get('secretsmanager:TagResource')).toBe(1);
  });
});
