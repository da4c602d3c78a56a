import type { _Object, ListObjectsV2Output, ListObjectsV2Request } from '@aws-sdk/client-s3';
import { AwsError, type Operation } from '../../call.ts';
import type { Bucket } from '../../world.ts';
import { pageOfNames } from '../paging.ts';
import { badToken } from './bad-token.ts';
import { findBucket } from './find-bucket.ts';

const PAGE_SIZE = 1_000;

export const listObjectsV2: Operation<ListObjectsV2Request, ListObjectsV2Output> = (call, input) => {
  const bucket = findBucket(call, input);
  const { MaxKeys = PAGE_SIZE, ContinuationToken: token } = input;
  if (MaxKeys < 0)
    throw new AwsError('InvalidArgument', 'Argument maxKeys must be an integer between 0 and 2147483647');
  const entries = entriesOf(bucket, input);
  const page = pageOfNames(call, [...entries.keys()].sort(), {
    token,
    size: Math.min(MaxKeys, PAGE_SIZE),
    refuse: badToken,
  });
  const encoded = input.EncodingType === 'url' ? encode : (text: string): string => text;
  return {
    Name: bucket.name,
    Prefix: encoded(input.Prefix ?? ''),
    KeyCount: page.items.length,
    MaxKeys,
    IsTruncated: page.next !== undefined,
    ...(input.Delimiter === undefined ? {} : { Delimiter: encoded(input.Delimiter) }),
    ...(input.StartAfter === undefined ? {} : { StartAfter: encoded(input.StartAfter) }),
    ...(input.EncodingType === undefined ? {} : { EncodingType: input.EncodingType }),
    ...(page.next === undefined ? {} : { NextContinuationToken: page.next }),
    Contents: page.items.filter((name) => entries.get(name) === 'key').map((key) => objectShape(bucket, key, encoded)),
    CommonPrefixes: page.items
      .filter((name) => entries.get(name) === 'folder')
      .map((name) => ({ Prefix: encoded(name) })),
  };
};

type Entries = ReadonlyMap<string, 'key' | 'folder'>;

/** Keys that share the text up to the next delimiter are one entry: S3 guide, "Organizing objects using prefixes". */
const entriesOf = ({ objects }: Bucket, input: ListObjectsV2Request): Entries => {
  const { Prefix: prefix = '', Delimiter: delimiter = '', StartAfter: after = '' } = input;
  const entries = new Map<string, 'key' | 'folder'>();
  for (const key of objects.keys()) {
    if (!key.startsWith(prefix) || key <= after) continue;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end < 0) entries.set(key, 'key');
    else entries.set(key.slice(0, end + delimiter.length), 'folder');
  }
  return entries;
};

/** `EncodingType: url` leaves slashes as they are. */
const encode = (text: string): string => encodeURIComponent(text).replaceAll('%2F', '/');

const objectShape = (bucket: Bucket, key: string, encoded: (text: string) => string): _Object => {
  const object = bucket.objects.get(key);
  return {
    Key: encoded(key),
    Size: object?.body.byteLength,
    ETag: object?.etag,
    LastModified: new Date(object?.modifiedAt ?? bucket.createdAt),
    StorageClass: 'STANDARD',
  };
};
