import type { Tag } from '@aws-sdk/client-iam';
import { AwsError } from '../../call.ts';

const TAGS_PER_ENTITY = 50;

/** Adds tags to an entity, all or none. Keys are told apart by case in no list of tags: IAM guide, "Tags for IAM". */
export const addTags = (tags: Map<string, string>, added: readonly Tag[] | undefined): void => {
  const given = (added ?? []).map(({ Key = '' }) => Key);
  if (new Set(given.map(fold)).size < given.length) {
    const message = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
    throw new AwsError('InvalidInput', message, 400);
  }
  if (given.some((key) => fold(key).startsWith('aws:')))
    throw new AwsError('InvalidInput', 'Tags with prefix aws: are reserved for AWS use.', 400);
  const after = new Set([...tags.keys(), ...given].map(fold));
  if (after.size > TAGS_PER_ENTITY) {
    throw new AwsError('LimitExceeded', 'The number of tags has reached the maximum limit.', 409);
  }
  for (const { Key = '', Value = '' } of added ?? []) {
    removeTags(tags, [Key]);
    tags.set(Key, Value);
  }
};

export const removeTags = (tags: Map<string, string>, keys: readonly string[]): void => {
  const gone = new Set(keys.map(fold));
  for (const key of [...tags.keys()]) if (gone.has(fold(key))) tags.delete(key);
};

const fold = (key: string): string => key.toLowerCase();
