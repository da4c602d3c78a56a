import { GetUserCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test, vi } from 'vitest';
import { HOUR, plus } from '../../core/time.ts';
import { capturedClients, clock, creation, credentials, deletion, error, NOW, ok } from './captured-clients.fixture.ts';
import { type HttpClients, httpClients } from './machine-credentials.ts';
import { stubProfile } from './profile.fixture.ts';
import { ask } from './send.ts';
import type { ServiceName } from './service-name.ts';

const aws = capturedClients();
const dates = () => aws.endpoint.requests.map(({ headers }) => headers['x-amz-date']);

describe('the time fence', () => {
  test('signs with the time it is given, and otherwise with the clock, never with the machine’s', async () => {
    await aws.open().send(deletion, { signedAt: plus(NOW, -HOUR) });
    await aws.open().send(deletion);
    expect(dates()).toEqual(['20310506T060809Z', '20310506T070809Z']);
    expect(aws.endpoint.requests[0]?.headers.authorization).toContain('/20310506/us-east-1/iam/aws4_request');
  });

  test('signs every attempt of a request with the same time', async () => {
    aws.answer = (nth) => (nth < 3 ? error(503, 'ServiceUnavailable') : ok);
    await aws.open().send(deletion, { signedAt: plus(NOW, -HOUR) });
    expect(dates()).toEqual(Array(3).fill('20310506T060809Z'));
  });

  test('is not moved by AWS’s clock: neither for the request in hand nor for the next', async () => {
    aws.answer = () => ({
      ...error(403, 'RequestTimeTooSkewed'),
      headers: { date: new Date(NOW + HOUR).toUTCString() },
    });
    const iam = aws.open();
    for (const _ of [1, 2]) {
      await expect(ask(iam, deletion)).rejects.toMatchObject({ kind: 'unauthenticated' });
    }
    expect(new Set(dates())).toEqual(new Set(['20310506T070809Z']));
  });

  test('holds for requests that overlap', async () => {
    const iam = aws.open();
    const times = Array.from({ length: 20 }, (_, i) => plus(NOW, i * HOUR));
    await Promise.all(
      times.map((signedAt) => iam.send(new GetUserCommand({ UserName: `at-${signedAt}` }), { signedAt })),
    );
    for (const { body, headers } of aws.endpoint.requests) {
      const at = Number(/UserName=at-(\d+)/.exec(body)?.[1]);
      expect(headers['x-amz-date']).toBe(new Date(at).toISOString().replace(/[-:]|\.\d+/g, ''));
    }
  });

  test.each<ServiceName>(['iam', 'sts', 'organizations', 'secretsmanager', 'sesv2', 's3', 'cloudtrail', 'kms'])(
    'holds for %s',
    async (service) => {
      await aws
        .open({ service })
        .send(creation, { signedAt: plus(NOW, -HOUR) })
        .catch(() => undefined);
      expect(dates()[0]).toBe('20310506T060809Z');
    },
  );
});

describe('AWS’s time', () => {
  test('is told of answers and of errors', async () => {
    const date = new Date(NOW + HOUR);
    aws.answer = (nth) => ({ ...(nth === 1 ? ok : error(403, 'AccessDenied')), headers: { date: date.toUTCString() } });
    expect((await aws.open().send(deletion)).$metadata).toMatchObject({ serverDate: date });
    await expect(aws.open().send(deletion)).rejects.toMatchObject({ $metadata: { serverDate: date } });
  });
});

describe('credentials', () => {
  test('that renew themselves are asked for each request', async () => {
    let accessKeyId = 'AKIA1';
    const iam = aws.open({ credentials: async () => ({ ...credentials, accessKeyId, sessionToken: 't' }) });
    await iam.send(deletion);
    accessKeyId = 'AKIA2';
    await iam.send(deletion);
    expect(aws.endpoint.requests.map(({ headers }) => /AKIA\d/.exec(headers.authorization ?? '')?.[0])).toEqual([
      'AKIA1',
      'AKIA2',
    ]);
    expect(aws.endpoint.requests[0]?.headers['x-amz-security-token']).toBe('t');
  });

  test('of the caller come from the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAFROMENVIRONMENT0');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'y'.repeat(40));
    await aws.http.clientFactory({ service: 'iam', region: 'us-east-1' }).send(deletion);
    expect(aws.endpoint.requests[0]?.headers.authorization).toContain('AKIAFROMENVIRONMENT0');
  });
});

describe('an endpoint', () => {
  const object = new GetObjectCommand({ Bucket: 'mails', Key: 'a.html' });
  const s3 = (clientFactory: HttpClients) =>
    clientFactory.clientFactory({ service: 's3', region: 'us-east-1', credentials });

  test('is taken from the environment, for all services or for one', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
    vi.stubEnv('AWS_ENDPOINT_URL_IAM', aws.endpoint.url);
    const fromEnv = httpClients({ clock });
    await fromEnv.clientFactory({ service: 'iam', region: 'us-east-1', credentials }).send(deletion);
    expect(aws.endpoint.requests).toHaveLength(1);
    fromEnv.close();
  });

  test('has buckets in its paths, wherever it is set', async () => {
    await s3(aws.http).send(object);
    await stubProfile(`endpoint_url = ${aws.endpoint.url}`);
    await s3(httpClients({ clock })).send(object);
    vi.stubEnv('AWS_ENDPOINT_URL_S3', aws.endpoint.url);
    await s3(httpClients({ clock })).send(object);
    expect(aws.endpoint.requests.map(({ path }) => path)).toEqual(Array(3).fill('/mails/a.html?x-id=GetObject'));
  });
});
