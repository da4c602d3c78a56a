import { expect, it } from 'vitest';
import type { HttpMessage } from '../http-message.ts';
import { withoutChunks } from './aws-chunked.ts';

const chunked = (body: string, headers = {}): HttpMessage => ({
  method: 'PUT',
  path: '/bucket/key',
  query: [],
  headers: { 'content-encoding': 'aws-chunked', ...headers },
  body: Buffer.from(body),
});

const text = (request: HttpMessage): string => Buffer.from(request.body).toString();

it('chunks are joined, and trailers become headers', () => {
  const request = withoutChunks(chunked('5\r\nab\r\nc\r\n3\r\ndef\r\n0\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\n'));
  expect(text(request)).toBe('ab\r\ncdef');
  expect(request.headers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==', 'content-length': '8' });
});

it('chunks may be signed, as announced by the hash of the payload', () => {
  const headers = {
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'content-encoding': 'gzip,aws-chunked',
  };
  const request = withoutChunks(chunked('3;chunk-signature=ab\r\nabc\r\n0;chunk-signature=cd\r\n\r\n', headers));
  expect(text(request)).toBe('abc');
  expect(request.headers['content-encoding']).toBe('gzip');
});

it('other bodies are left alone', () => {
  const request = { ...chunked('3\r\nabc'), headers: { 'content-encoding': 'gzip' } };
  expect(withoutChunks(request)).toBe(request);
});

it.each(['5\r\nabc', 'zz\r\nabc', '', '3\r\nabc\r\n'])('a body that breaks off is refused: %j', (body) => {
  expect(() => withoutChunks(chunked(body))).toThrow('You did not provide the number of bytes specified');
});
