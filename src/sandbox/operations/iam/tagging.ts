import type { Tag } from '@aws-sdk/client-iam';
import { AwsError } from '../../call.ts';

const TAGS_PER_ENTITY = 50;

/** Adds tags to an entity, all or none. */
export const addTags = (tags: Map<string, string>, added: readonly Tag[] | undefined): void => {
  const after = new Set(tags.keys());
  for (const { Key, Value } of added ?? []) {
    checkTag(Key ?? '', Value ?? '');
    after.add(Key ?? '');
  }
  if (after.size > TAGS_PER_ENTITY) {
    throw new AwsError('LimitExceeded', 'The number of tags has reached the maximum limit.', 409);
  }
  for (const { Key, Value } of added ?? []) tags.set(Key ?? '', Value ?? '');
};

const checkTag = (key: string, value: string): void => {
  if (key.toLowerCase().startsWith('aws:')) {
    throw new AwsError('InvalidInput', 'Tags with prefix aws: are reserved for AWS use.', 400);
  }
  const valid = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key) && /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value);
  if (!valid) {
    const message = `1 validation error detected: Value at 'tags' failed to satisfy constraint: the tag ${key} is malformed or too long`;
    throw new AwsError('ValidationError', message, 400);
  }
};
