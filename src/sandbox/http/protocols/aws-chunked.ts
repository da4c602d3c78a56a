import { AwsError } from '../../call.ts';
import type { HttpMessage } from '../http-message.ts';

/**
 * The body inside `Content-Encoding: aws-chunked`, which SDKs use for S3 uploads: `size[;chunk-signature=...]`, bytes,
 * ..., then trailers such as `x-amz-checksum-crc32`, which become headers. Chunk signatures are not checked.
 */
export const withoutChunks = (request: HttpMessage): HttpMessage => {
  const encodings = (request.headers['content-encoding'] ?? '').split(',').map((name) => name.trim());
  const streaming = request.headers['x-amz-content-sha256']?.startsWith('STREAMING-');
  if (!streaming && !encodings.includes('aws-chunked')) return request;
  const { body, trailers } = dechunk(Buffer.from(request.body));
  const { 'content-encoding': _, ...others } = request.headers;
  const left = encodings.filter((name) => name !== 'aws-chunked' && name !== '').join(',');
  const headers = { ...others, ...trailers, ...(left === '' ? {} : { 'content-encoding': left }) };
  return { ...request, headers: { ...headers, 'content-length': String(body.length) }, body };
};

const dechunk = (raw: Buffer): { body: Buffer; trailers: Record<string, string> } => {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = raw.indexOf('\r\n', at);
    const size = Number.parseInt(raw.toString('latin1', at, end), 16);
    if (end < 0 || Number.isNaN(size) || end + 2 + size > raw.length) throw incomplete();
    at = end + 2;
    if (size === 0) return { body: Buffer.concat(chunks), trailers: trailersOf(raw.toString('latin1', at)) };
    chunks.push(raw.subarray(at, at + size));
    at += size + 2;
  }
};

const trailersOf = (text: string): Record<string, string> => {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(':'));
  const pairs = lines.map((line) => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 1),
  ]);
  return Object.fromEntries(pairs.map(([name, value]) => [name, value?.trim()]));
};

const incomplete = () =>
  new AwsError(
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header.',
  );
