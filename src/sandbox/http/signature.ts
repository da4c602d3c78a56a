import { createHash, createHmac } from 'node:crypto';
import { escapeUri } from '@smithy/core/protocols';
import { type Instant, instant } from '../../core/time.ts';
import { firstOf, type HttpMessage } from './http-message.ts';

/** What a request says about its signature, version 4. */
export interface Signature {
  readonly accessKeyId: string;
  /** `20260401/eu-central-1/iam/aws4_request`. */
  readonly scope: string;
  readonly region: string;
  readonly signingName: string;
  readonly signedHeaders: readonly string[];
  readonly value: string;
  readonly signedAt: Instant;
  /** As sent: `20260401T120000Z`. */
  readonly date: string;
  readonly sessionToken: string | undefined;
  /** Seconds; only presigned requests have it. */
  readonly expiresAfter: number | undefined;
}

/** Reads header or presigned-query signatures: `missing` where there is none, `incomplete` where a part lacks. */
export const readSignature = (request: HttpMessage): Signature | 'missing' | 'incomplete' => {
  const header = request.headers.authorization;
  if (header !== undefined) return header.startsWith('AWS4-HMAC-SHA256') ? fromHeader(header, request) : 'incomplete';
  return firstOf(request, 'X-Amz-Signature') === undefined ? 'missing' : fromQuery(request);
};

const fromHeader = (header: string, request: HttpMessage): Signature | 'incomplete' => {
  const part = (name: string) => new RegExp(`\\b${name}=([^, ]+)`).exec(header)?.[1];
  return build({
    credential: part('Credential'),
    signedHeaders: part('SignedHeaders'),
    value: part('Signature'),
    date: request.headers['x-amz-date'],
    sessionToken: request.headers['x-amz-security-token'],
    expires: undefined,
  });
};

const fromQuery = (request: HttpMessage): Signature | 'incomplete' =>
  build({
    credential: firstOf(request, 'X-Amz-Credential'),
    signedHeaders: firstOf(request, 'X-Amz-SignedHeaders'),
    value: firstOf(request, 'X-Amz-Signature'),
    date: firstOf(request, 'X-Amz-Date'),
    sessionToken: firstOf(request, 'X-Amz-Security-Token'),
    expires: firstOf(request, 'X-Amz-Expires') ?? '3600',
  });

interface Parts {
  readonly credential: string | undefined;
  readonly signedHeaders: string | undefined;
  readonly value: string | undefined;
  readonly date: string | undefined;
  readonly sessionToken: string | undefined;
  readonly expires: string | undefined;
}

const build = (parts: Parts): Signature | 'incomplete' => {
  const [accessKeyId, day, region, signingName, end] = parts.credential?.split('/') ?? [];
  const moment = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(parts.date ?? '');
  if (!accessKeyId || !day || !region || !signingName || end !== 'aws4_request') return 'incomplete';
  if (!moment || !parts.date || !parts.signedHeaders || !parts.value) return 'incomplete';
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = moment.slice(1).map(Number);
  return {
    accessKeyId,
    scope: `${day}/${region}/${signingName}/${end}`,
    region,
    signingName,
    signedHeaders: parts.signedHeaders.split(';'),
    value: parts.value,
    signedAt: instant(Date.UTC(year, month - 1, date, hour, minute, second)),
    date: parts.date,
    sessionToken: parts.sessionToken,
    expiresAfter: parts.expires === undefined ? undefined : Number(parts.expires),
  };
};

/** What the signature must be if the caller holds this secret. */
export const expectedSignature = (request: HttpMessage, signature: Signature, secretAccessKey: string): string => {
  const canonical = canonicalRequest(request, signature);
  const toSign = ['AWS4-HMAC-SHA256', signature.date, signature.scope, sha256(canonical)].join('\n');
  const key = signature.scope
    .split('/')
    .reduce<Buffer | string>((base, part) => hmac(base, part), `AWS4${secretAccessKey}`);
  return hmac(key, toSign).toString('hex');
};

const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

const canonicalRequest = (request: HttpMessage, signature: Signature): string => {
  const names = [...signature.signedHeaders].sort();
  const headers = names.map((name) => `${name}:${(request.headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`);
  const path = canonicalPath(request.path, signature.signingName);
  return [
    request.method,
    path,
    canonicalQuery(request),
    headers.join(''),
    names.join(';'),
    payloadHash(request, signature),
  ].join('\n');
};

/** S3 signs the path as sent; all others encode it once more, and drop empty segments. */
const canonicalPath = (path: string, signingName: string): string => {
  const segments = path.split('/');
  if (signingName === 's3') return segments.map((segment) => escapeUri(decoded(segment))).join('/');
  const kept = segments.filter((segment) => segment !== '' && segment !== '.').map(escapeUri);
  return `/${kept.join('/')}${kept.length > 0 && path.endsWith('/') ? '/' : ''}`;
};

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

const canonicalQuery = (request: HttpMessage): string =>
  request.query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [escapeUri(name), escapeUri(value)] as const)
    .sort(([name, value], [otherName, otherValue]) => order(name, otherName) || order(value, otherValue))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const payloadHash = (request: HttpMessage, { signingName, expiresAfter }: Signature): string => {
  const declared = request.headers['x-amz-content-sha256'];
  if (declared !== undefined) return declared;
  return signingName === 's3' && expiresAfter !== undefined ? 'UNSIGNED-PAYLOAD' : sha256(request.body);
};
