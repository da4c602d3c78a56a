import type { Operation } from '../../call.ts';
import { createBucket } from './create-bucket.ts';
import { getObject } from './get-object.ts';
import { headBucket } from './head-bucket.ts';
import { listObjectsV2 } from './list-objects-v2.ts';
import { putObject } from './put-object.ts';

export const s3Operations: Readonly<Record<string, Operation>> = {
  GetObject: getObject,
  PutObject: putObject,
  HeadBucket: headBucket,
  ListObjectsV2: listObjectsV2,
  CreateBucket: createBucket,
};
