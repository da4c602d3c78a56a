import type { HeadObjectRequest } from '@aws-sdk/client-s3';
import { AwsError, type Operation } from '../../call.ts';
import { findObject, type ObjectShape, objectShape } from './find-object.ts';

/** An answer to HEAD has no body, so that its errors have a status only. */
export const headObject: Operation<HeadObjectRequest, ObjectShape> = (call, input) =>
  objectShape(findObject(call, input, new AwsError('NotFound', 'Not Found', 404)), input);
