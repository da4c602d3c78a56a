import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError, type Operation } from '../../call.ts';
import { storedObject } from '../../seed/services.ts';
import { findBucket } from './find-bucket.ts';

interface PutObjectInput {
  readonly Bucket?: string;
  readonly Key?: string;
  /** Streams are collected by the door. */
  readonly Body?: string | Uint8Array;
  readonly ContentType?: string;
  readonly ContentMD5?: string;
  readonly Metadata?: Readonly<Record<string, string>>;
  readonly ExpectedBucketOwner?: string;
  readonly ChecksumCRC32?: string;
  readonly ChecksumCRC32C?: string;
  readonly ChecksumCRC64NVME?: string;
  readonly ChecksumSHA1?: string;
  readonly ChecksumSHA256?: string;
}

export const putObject: Operation<PutObjectInput, { ETag: string }> = (call, input) => {
  const bucket = findBucket(call, input);
  const body = input.Body ?? '';
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    throw new AwsError('NotImplemented', 'The sandbox stores text and bytes, not streams', 501);
  }
  const { ContentType: contentType, Metadata: metadata = {} } = input;
  const checksums = checksumsOf(input);
  const about = { metadata, checksums, ...(contentType === undefined ? {} : { contentType }) };
  const object = storedObject(call.world, body, about);
  checkSums(object.body, { ...checksums, ...(input.ContentMD5 === undefined ? {} : { MD5: input.ContentMD5 }) });
  bucket.objects.set(input.Key ?? '', object);
  return { ETag: object.etag, ...checksums };
};

const checksumsOf = (input: PutObjectInput): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(input).filter(([name]) => name.startsWith('Checksum') && name !== 'ChecksumAlgorithm'),
  );

/** Of CRC32C and CRC64NVME, which Node.js does not compute, the given one is believed. */
const COMPUTED: Readonly<Record<string, (body: Uint8Array) => string>> = {
  MD5: (body) => createHash('md5').update(body).digest('base64'),
  ChecksumSHA1: (body) => createHash('sha1').update(body).digest('base64'),
  ChecksumSHA256: (body) => createHash('sha256').update(body).digest('base64'),
  ChecksumCRC32: (body) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(body));
    return bytes.toString('base64');
  },
};

const checkSums = (body: Uint8Array, given: Readonly<Record<string, string>>): void => {
  for (const [name, sum] of Object.entries(given)) {
    if ((COMPUTED[name]?.(body) ?? sum) === sum) continue;
    const what = name.replace('Checksum', '');
    throw new AwsError('BadDigest', `The ${what} you specified did not match the calculated checksum.`, 400);
  }
};
