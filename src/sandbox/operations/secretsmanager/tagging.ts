import type { Tag } from '@aws-sdk/client-secrets-manager';
import { invalidParameter } from './faults.ts';

const TAGS_PER_SECRET = 50;

/** Adds tags to a secret, all or none. */
export const addTags = (tags: Map<string, string>, added: readonly Tag[] | undefined): void => {
  const after = new Set(tags.keys());
  for (const { Key = '', Value = '' } of added ?? []) {
    checkTag(Key, Value);
    after.add(Key);
  }
  if (after.size > TAGS_PER_SECRET) throw invalidParameter(`A secret can't have more than ${TAGS_PER_SECRET} tags.`);
  for (const { Key = '', Value = '' } of added ?? []) tags.set(Key, Value);
};

const checkTag = (key: string, value: string): void => {
  if (key.startsWith('aws:')) throw invalidParameter('Tag keys that start with aws: are reserved.');
  if (key.length < 1 || key.length > 128) throw invalidParameter('Tag keys must be 1-128 characters long.');
  if (value.length > 256) throw invalidParameter('Tag values must be 0-256 characters long.');
};

export const tagList = (tags: ReadonlyMap<string, string>): Tag[] => [...tags].map(([Key, Value]) => ({ Key, Value }));
