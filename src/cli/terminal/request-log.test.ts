import { CreateAccessKeyCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { AwsFault } from '../../app/faults/aws-fault.ts';
import type { Client, ClientFactory } from '../../aws/client/client-factory.ts';
import { testTerminal } from '../example-dependencies.fixture.ts';
import { logRequests } from './request-log.ts';

const CANARY = 'canary/wJalrXUtnFEMI';

const clientsThat = (send: () => Promise<unknown>): ClientFactory => {
  const client = { service: 'iam', send, destroy: () => undefined } as unknown as Client;
  return () => client;
};

const logOf = async (send: () => Promise<unknown>): Promise<string> => {
  const played = testTerminal();
  const client = logRequests(played.dependencies.io, clientsThat(send))({ service: 'iam', region: 'eu-central-1' });
  await client.send(new CreateAccessKeyCommand({ UserName: CANARY })).catch(() => undefined);
  return played.err();
};

it('--debug tells service, operation, outcome and time of a request, never what it held', async () => {
  const answer = { AccessKey: { SecretAccessKey: CANARY } };
  expect(await logOf(async () => answer)).toBe('debug iam:CreateAccessKey ok 0 ms\n');
});

it.each([
  [new AwsFault('denied', 'AccessDenied', 'iam:CreateAccessKey', CANARY), 'AccessDenied'],
  [Object.assign(new Error(CANARY), { name: 'Throttling', $metadata: { httpStatusCode: 400 } }), 'Throttling 400'],
  [Object.assign(new Error(CANARY), { code: 'ECONNRESET' }), 'ECONNRESET'],
])('a failed one is logged by its name, never by its message', async (error, shown) => {
  expect(await logOf(() => Promise.reject(error))).toBe(`debug iam:CreateAccessKey ${shown} 0 ms\n`);
});
