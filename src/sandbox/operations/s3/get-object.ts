import type { GetObjectRequest } from '@aws-sdk/client-s3';
import { AwsError, type Operation } from '../../call.ts';
import { findObject, type ObjectShape, objectShape } from './find-object.ts';

export interface StoredObjectAnswer extends ObjectShape {
  /** The doors make the SDK's stream of it. */
  readonly Body: Uint8Array;
}

export const getObject: Operation<GetObjectRequest, StoredObjectAnswer> = (call, input) => {
  const object = findObject(call, input, new AwsError('NoSuchKey', 'The specified key does not exist.', 404));
  return { ...objectShape(object, input), Body: Uint8Array.from(object.body) };
};
