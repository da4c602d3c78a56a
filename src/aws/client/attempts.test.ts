import { IAMClient } from '@aws-sdk/client-iam';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, test, vi } from 'vitest';
import { assertSentOnce } from './assert-create-key-once.ts';
import type { CannedAnswer } from './capture.fixture.ts';
import { capturedClients, creation, deletion, error } from './captured-clients.fixture.ts';
import { stubProfile } from './profile.fixture.ts';
import { ask } from './send.ts';

const aws = capturedClients();

describe('CreateAccessKey', () => {
  test.each([500, 502, 503, 429])('is sent once when the answer is %i', async (status) => {
    aws.answer = () => error(status, 'Throttling');
    await expect(aws.open({ once: true }).send(creation)).rejects.toThrow();
    expect(aws.sent).toEqual(['CreateAccessKey']);
  });

  test('is sent once, whatever the environment and the profile ask for', async () => {
    await stubProfile('max_attempts = 7');
    await expect(new IAMClient({ region: 'us-east-1' }).config.maxAttempts()).resolves.toBe(7);
    aws.answer = () => error(500, 'InternalFailure');
    await expect(aws.open({ once: true }).send(creation)).rejects.toThrow();
    expect(aws.endpoint.requests).toHaveLength(1);
    await expect(assertSentOnce()).resolves.toBeUndefined();
    vi.stubEnv('AWS_MAX_ATTEMPTS', '5');
    vi.stubEnv('AWS_RETRY_MODE', 'adaptive');
    await expect(new IAMClient({ region: 'us-east-1' }).config.maxAttempts()).resolves.toBe(5);
    await expect(aws.open({ once: true }).send(creation)).rejects.toThrow();
    expect(aws.endpoint.requests).toHaveLength(2);
    await expect(assertSentOnce()).resolves.toBeUndefined();
  });
});

test('a build that would send CreateAccessKey twice does not start', async () => {
  await expect(assertSentOnce(2)).rejects.toThrow('sent 2 times on status 500');
});

describe('other requests', () => {
  test('are tried three times, and each attempt is counted', async () => {
    aws.answer = () => error(500, 'InternalFailure');
    await expect(ask(aws.open(), deletion)).rejects.toMatchObject({ kind: 'doubtful' });
    expect(aws.sent).toEqual(Array(3).fill('DeleteAccessKey'));
  });

  test('that are refused after an attempt of unknown outcome stay in doubt', async () => {
    aws.answer = (nth) => (nth === 1 ? error(500, 'InternalFailure') : error(403, 'AccessDenied'));
    await expect(ask(aws.open(), deletion)).rejects.toMatchObject({ kind: 'doubtful', code: 'AccessDenied' });
  });

  test('that are refused at each attempt are refused', async () => {
    aws.answer = (nth) => error(400, nth === 1 ? 'Throttling' : 'AccessDenied');
    await expect(ask(aws.open(), deletion)).rejects.toMatchObject({ kind: 'denied' });
  });

  test('that a client for reading must not send are not sent', async () => {
    await expect(aws.open({ readOnly: true }).send(deletion)).rejects.toThrow('iam:DeleteAccessKey is refused');
    expect(aws.endpoint.requests).toHaveLength(0);
  });

  test('carry keyturn’s name, by which CloudTrail tells them from a person’s', async () => {
    await aws.open().send(deletion);
    expect(aws.endpoint.requests[0]?.headers['user-agent']).toMatch(/\bkeyturn\b/);
  });
});

describe('an answer that is not from AWS', () => {
  const page = (status: number): CannedAnswer => ({
    status,
    headers: { 'content-type': 'text/html', 'x-amzn-requestid': '' },
    body: '<html><head><title>Sign in</title></head><body><p>Sign in</p></body></html>',
  });

  test.each([403, 404, 407, 429])('is no refusal, though its status is %i', async (status) => {
    aws.answer = () => page(status);
    const put = new PutSecretValueCommand({ SecretId: 'a', SecretString: 'b' });
    await Promise.all([
      expect(ask(aws.open(), deletion)).rejects.toMatchObject({ kind: 'doubtful' }),
      expect(ask(aws.open({ service: 'secretsmanager' }), put)).rejects.toMatchObject({ kind: 'doubtful' }),
    ]);
  });

  test('is no success either', async () => {
    aws.answer = () => page(200);
    await expect(ask(aws.open(), deletion)).rejects.toMatchObject({ kind: 'doubtful', code: 'ForeignAnswer' });
  });
});
