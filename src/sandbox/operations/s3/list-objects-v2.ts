import type { _Object, ListObjectsV2Output, ListObjectsV2Request } from '@aws-sdk/client-s3';
import type { Operation } from '../../call.ts';
import type { Bucket } from '../../world.ts';
import { pageOfNames } from '../paging.ts';
import { findBucket } from './find-bucket.ts';

export const listObjectsV2: Operation<ListObjectsV2Request, ListObjectsV2Output> = (call, input) => {
  const bucket = findBucket(call, input.Bucket);
  const prefix = input.Prefix ?? '';
  const folderOf = (key: string): string | undefined => folderBelow(key, prefix, input.Delimiter);
  const keys = [...bucket.objects.keys()].filter((key) => key.startsWith(prefix));
  // A folder counts as one entry of the page, however much lies in it.
  const entries = [...new Set(keys.map((key) => folderOf(key) ?? key))].sort();
  const page = pageOfNames(entries, input.ContinuationToken, Math.min(input.MaxKeys ?? 1_000, 1_000));
  const isFolder = (entry: string): boolean => folderOf(entry) === entry;
  const folders = page.items.filter(isFolder);
  return {
    Name: bucket.name,
    Prefix: prefix,
    KeyCount: page.items.length,
    MaxKeys: input.MaxKeys ?? 1_000,
    IsTruncated: page.next !== undefined,
    ...(page.next === undefined ? {} : { NextContinuationToken: page.next }),
    Contents: page.items.filter((entry) => !isFolder(entry)).map((key) => objectShape(bucket, key)),
    ...(folders.length === 0 ? {} : { CommonPrefixes: folders.map((Prefix) => ({ Prefix })) }),
    ...(input.Delimiter === undefined ? {} : { Delimiter: input.Delimiter }),
  };
};

/** Up to and with the first delimiter after the prefix; `undefined`: the key lies in no folder. */
const folderBelow = (key: string, prefix: string, delimiter: string | undefined): string | undefined => {
  if (delimiter === undefined || delimiter === '') return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end === -1 ? undefined : key.slice(0, end + delimiter.length);
};

const objectShape = (bucket: Bucket, key: string): _Object => {
  const object = bucket.objects.get(key);
  return {
    Key: key,
    Size: object?.body.byteLength,
    ETag: object?.etag,
    LastModified: new Date(object?.modifiedAt ?? bucket.createdAt),
    StorageClass: 'STANDARD',
  };
};
