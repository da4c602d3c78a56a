import { describe, expect, it } from 'vitest';
import { splitTarget } from '../http-message.ts';
import { matchRoute } from './http-route.ts';
import { serviceModel } from './service-model.ts';

const route = async (service: 's3' | 'sesv2', line: string, headers = {}) => {
  const [method = '', target = ''] = line.split(' ');
  const match = matchRoute(await serviceModel(service), {
    method,
    ...splitTarget(target),
    headers,
    body: new Uint8Array(),
  });
  return match && [match.operation.name, Object.fromEntries(match.labels)];
};

describe('S3 in path style, by clients that do not name the operation', () => {
  it.each<[string, string, object, object?]>([
    ['GET /', 'ListBuckets', {}],
    ['HEAD /b', 'HeadBucket', { Bucket: 'b' }],
    ['PUT /b', 'CreateBucket', { Bucket: 'b' }],
    ['GET /b/', 'ListObjects', { Bucket: 'b' }],
    ['GET /b?list-type=2&prefix=a', 'ListObjectsV2', { Bucket: 'b' }],
    ['GET /b?analytics', 'ListBucketAnalyticsConfigurations', { Bucket: 'b' }],
    ['GET /b?analytics&id=1', 'GetBucketAnalyticsConfiguration', { Bucket: 'b' }],
    ['GET /b/k', 'GetObject', { Bucket: 'b', Key: 'k' }],
    ['GET /b/a%2Fb/c/', 'GetObject', { Bucket: 'b', Key: 'a%2Fb/c/' }],
    ['GET /b/k?uploadId=1', 'ListParts', { Bucket: 'b', Key: 'k' }],
    ['PUT /b/k', 'PutObject', { Bucket: 'b', Key: 'k' }],
    ['PUT /b/k', 'CopyObject', { Bucket: 'b', Key: 'k' }, { 'x-amz-copy-source': 'b/j' }],
    ['PUT /b/k?partNumber=1&uploadId=1', 'UploadPart', { Bucket: 'b', Key: 'k' }],
    ['POST /b?delete', 'DeleteObjects', { Bucket: 'b' }],
    ['DELETE /b/k', 'DeleteObject', { Bucket: 'b', Key: 'k' }],
    ['DELETE /b/k?uploadId=1', 'AbortMultipartUpload', { Bucket: 'b', Key: 'k' }],
  ])('%s asks for %s', async (line, operation, labels, headers = {}) => {
    expect(await route('s3', line, headers)).toEqual([operation, labels]);
  });
});

it('a literal path is preferred to a label', async () => {
  expect(await route('sesv2', 'GET /v2/email/suppression/addresses')).toEqual(['ListSuppressedDestinations', {}]);
  expect(await route('sesv2', 'GET /v2/email/identities/a%40b.c')).toEqual([
    'GetEmailIdentity',
    { EmailIdentity: 'a%40b.c' },
  ]);
});

it('no operation fits a path or method that no service has', async () => {
  expect(await route('sesv2', 'GET /v2/email/nothing/of/the/kind')).toBeUndefined();
  expect(await route('s3', 'PATCH /b/k')).toBeUndefined();
});
