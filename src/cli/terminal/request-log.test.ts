import { CreateAccessKeyCommand, GetAccessKeyLastUsedCommand } from '@aws-sdk/client-iam';
import { CreateSecretCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { AwsFault } from '../../app/faults/aws-fault.ts';
import type { AwsCommand, Client, ClientFactory } from '../../aws/client/client-factory.ts';
import { testTerminal } from '../example-dependencies.fixture.ts';
import { logRequests } from './request-log.ts';

const CANARY = 'canary/wJalrXUtnFEMI';
const ACCOUNT = '222222222222';
const NAME = `Account_${ACCOUNT}_User_team!2Ca_AccessKey`;
const ARN = `arn:aws:secretsmanager:eu-central-1:${ACCOUNT}:secret:${NAME}-AbCdEf`;
const BEGIN = 'debug 2026-05-01T00:00:00.000Z';

const clientsThat = (send: () => Promise<unknown>): ClientFactory => {
  const client = { service: 'iam', send, destroy: () => undefined } as unknown as Client;
  return () => client;
};

const createKey = new CreateAccessKeyCommand({ UserName: 'alice' });

const logOf = async (
  send: () => Promise<unknown>,
  command: AwsCommand = createKey,
  account: { account?: string } = { account: ACCOUNT },
): Promise<string> => {
  const played = testTerminal();
  const spec = { service: 'iam', region: 'eu-central-1', ...account } as const;
  const client = logRequests(played.dependencies.io, clientsThat(send))(spec);
  await client.send(command).catch(() => undefined);
  return played.err();
};

describe('--debug', () => {
  it('tells time, operation, outcome, account, user and request id, never what the request held', async () => {
    const answer = { AccessKey: { SecretAccessKey: CANARY }, $metadata: { requestId: 'a1b2-c3', httpStatusCode: 200 } };
    expect(await logOf(async () => answer)).toBe(
      `${BEGIN} iam:CreateAccessKey ok 0 ms account=${ACCOUNT} user=alice request=a1b2-c3\n`,
    );
  });

  it('leaves out what is not known', async () => {
    const command = new GetAccessKeyLastUsedCommand({ AccessKeyId: 'AKIAEXAMPLE' });
    expect(await logOf(async () => ({}), command, {})).toBe(`${BEGIN} iam:GetAccessKeyLastUsed ok 0 ms\n`);
  });

  it.each([
    ['the name of a secret', new CreateSecretCommand({ Name: NAME, SecretString: CANARY })],
    ['the ARN of a secret', new PutSecretValueCommand({ SecretId: ARN, SecretString: CANARY })],
  ])('knows the user by %s', async (_, command) => {
    const line = await logOf(async () => ({}), command);
    expect(line).toContain(` account=${ACCOUNT} user=team,a\n`);
    expect(line).not.toContain(CANARY);
  });

  it.each([
    ['a name that no user can have', new CreateAccessKeyCommand({ UserName: CANARY })],
    ['a line break', new CreateAccessKeyCommand({ UserName: 'a\nb' })],
    ['a secret of somebody else', new PutSecretValueCommand({ SecretId: CANARY, SecretString: CANARY })],
  ])('tells no user by %s', async (_, command) => {
    const line = await logOf(async () => ({ $metadata: { requestId: 'x\u001b[2J' } }), command);
    expect(line).toMatch(/^debug \S+ iam:\w+ ok 0 ms account=222222222222\n$/);
  });

  it.each([
    [new AwsFault('denied', 'AccessDenied', 'iam:CreateAccessKey', CANARY), 'AccessDenied', ''],
    [
      Object.assign(new Error(CANARY), { name: 'Throttling', $metadata: { httpStatusCode: 400, requestId: 'r-9' } }),
      'Throttling 400',
      ' request=r-9',
    ],
    [Object.assign(new Error(CANARY), { code: 'ECONNRESET' }), 'ECONNRESET', ''],
  ])('logs a failed one by its name, never by its message', async (error, shown, request) => {
    expect(await logOf(() => Promise.reject(error))).toBe(
      `${BEGIN} iam:CreateAccessKey ${shown} 0 ms account=${ACCOUNT} user=alice${request}\n`,
    );
  });
});
