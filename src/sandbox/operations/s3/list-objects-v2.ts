import type { _Object, ListObjectsV2Output, ListObjectsV2Request } from '@aws-sdk/client-s3';
import type { Operation } from '../../call.ts';
import type { Bucket } from '../../world.ts';
import { pageOfNames } from '../paging.ts';
import { findBucket } from './find-bucket.ts';

export const listObjectsV2: Operation<ListObjectsV2Request, ListObjectsV2Output> = (call, input) => {
  const bucket = findBucket(call, input.Bucket);
  const prefix = input.Prefix ?? '';
  const keys = [...bucket.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  const page = pageOfNames(keys, input.ContinuationToken, Math.min(input.MaxKeys ?? 1_000, 1_000));
  return {
    Name: bucket.name,
    Prefix: prefix,
    KeyCount: page.items.length,
    MaxKeys: input.MaxKeys ?? 1_000,
    IsTruncated: page.next !== undefined,
    ...(page.next === undefined ? {} : { NextContinuationToken: page.next }),
    Contents: page.items.map((key) => objectShape(bucket, key)),
  };
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
