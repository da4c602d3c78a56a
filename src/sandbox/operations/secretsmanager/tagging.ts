import type { Tag } from '@aws-sdk/client-secrets-manager';
import { invalidParameter } from './faults.ts';

const TAGS_PER_SECRET = 50;

/** Adds tags to a secret, all or none. */
export const addTags = (tags: Map<string, string>, added: readonly Tag[] | undefined): void => {
  const after = new Set(tags.keys());
  for (const { Key = '' } of added ?? []) {
    if (Key.startsWith('aws:')) throw invalidParameter('Tag keys that start with aws: are reserved.');
    after.add(Key);
  }
  if (after.size > TAGS_PER_SECRET) throw invalidParameter(`A secret can't have more than ${TAGS_PER_SECRET} tags.`);
  for (const { Key = '', Value = '' } of added ?? []) tags.set(Key, Value);
};

export const tagList = (tags: ReadonlyMap<string, string>): Tag[] => [...tags].map(([Key, Value]) => ({ Key, Value }));
