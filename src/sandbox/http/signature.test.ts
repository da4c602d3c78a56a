import { Sha256 } from '@aws-crypto/sha256-js';
import { buildQueryString, HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import { instant } from '../../core/time.ts';
import { type HttpMessage, splitTarget } from './http-message.ts';
import { expectedSignature, readSignature } from './signature.ts';
import { signingTime } from './verify.ts';

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const request = (target: string, headers: Record<string, string>): HttpMessage => ({
  method: 'GET',
  ...splitTarget(target),
  headers,
  body: new Uint8Array(),
});

const read = (message: HttpMessage) => {
  const signature = readSignature(message);
  if (typeof signature === 'string') throw new Error(signature);
  return signature;
};

describe("the examples of AWS's own documentation", () => {
  it('IAM ListUsers, signed in the header', () => {
    const message = request('/?Action=ListUsers&Version=2010-05-08', {
      host: 'iam.amazonaws.com',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-amz-date': '20150830T123600Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    });
    const signature = read(message);
    expect(signature).toMatchObject({ accessKeyId: 'AKIDEXAMPLE', region: 'us-east-1', signingName: 'iam' });
    expect(new Date(signature.signedAt).toISOString()).toBe('2015-08-30T12:36:00.000Z');
    expect(expectedSignature(message, signature, 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY')).toBe(signature.value);
  });

  it('S3 GetObject, signed in the header', () => {
    const message = request('/test.txt', {
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': EMPTY,
      'x-amz-date': '20130524T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    });
    const signature = read(message);
    expect(expectedSignature(message, signature, 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY')).toBe(signature.value);
  });

  it('S3 GetObject, presigned', () => {
    const target =
      '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
    const message = request(target, { host: 'examplebucket.s3.amazonaws.com' });
    const signature = read(message);
    expect(expectedSignature(message, signature, 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY')).toBe(signature.value);
  });
});

it("a presigned STS request of the SDK's signer is understood, and another secret is not", async () => {
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret', sessionToken: 'token+/=' };
  const signer = new SignatureV4({ credentials, region: 'eu-central-1', service: 'sts', sha256: Sha256 });
  const query = { Action: 'GetCallerIdentity', Version: '2011-06-15' };
  const asked = new HttpRequest({
    method: 'GET',
    hostname: 'h',
    path: '/',
    query,
    headers: { host: 'h', 'x-k8s-aws-id': 'a  b' },
  });
  const presigned = await signer.presign(asked, { expiresIn: 60, unhoistableHeaders: new Set(['x-k8s-aws-id']) });
  const message = request(`/?${buildQueryString(presigned.query ?? {})}`, presigned.headers);
  const signature = read(message);
  expect(signature).toMatchObject({ sessionToken: 'token+/=', expiresAfter: 60, signingName: 'sts' });
  expect(expectedSignature(message, signature, 'secret')).toBe(signature.value);
  expect(expectedSignature(message, signature, 'secreT')).not.toBe(signature.value);
});

it('a presigned request counts as signed now until it expires', () => {
  const message = request(
    '/?X-Amz-Credential=A%2F20260401%2Fr%2Fsts%2Faws4_request&X-Amz-Date=20260401T000000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=x',
    {},
  );
  const at = (hour: number, second = 0) => instant(Date.UTC(2026, 3, 1, hour, 0, second));
  expect(signingTime(read(message), at(1))).toBe(at(1));
  expect(signingTime(read(message), at(1, 1))).toBe(at(0));
});

it.each([
  ['missing', {}],
  ['incomplete', { authorization: 'Basic abc' }],
  [
    'incomplete',
    {
      authorization: 'AWS4-HMAC-SHA256 Credential=A/20260401/r/iam/aws4_request, Signature=x',
      'x-amz-date': '20260401T000000Z',
    },
  ],
  [
    'incomplete',
    {
      authorization: 'AWS4-HMAC-SHA256 Credential=A/r/iam/aws4_request, SignedHeaders=host, Signature=x',
      'x-amz-date': '20260401T000000Z',
    },
  ],
  [
    'incomplete',
    { authorization: 'AWS4-HMAC-SHA256 Credential=A/20260401/r/iam/aws4_request, SignedHeaders=host, Signature=x' },
  ],
])('a signature is %s in %o', (verdict, headers) => {
  expect(readSignature(request('/', headers))).toBe(verdict);
});
