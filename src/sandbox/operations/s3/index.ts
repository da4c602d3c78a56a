import type { Operation } from '../../call.ts';
import { createBucket } from './create-bucket.ts';
import { deleteObject } from './delete-object.ts';
import { getObject } from './get-object.ts';
import { headBucket } from './head-bucket.ts';
import { headObject } from './head-object.ts';
import { listBuckets } from './list-buckets.ts';
import { listObjectsV2 } from './list-objects-v2.ts';
import { putObject } from './put-object.ts';

export const s3Operations: Readonly<Record<string, Operation>> = {
  GetObject: getObject,
  HeadObject: headObject,
  PutObject: putObject,
  DeleteObject: deleteObject,
  HeadBucket: headBucket,
  ListBuckets: listBuckets,
  ListObjectsV2: listObjectsV2,
  CreateBucket: createBucket,
};
