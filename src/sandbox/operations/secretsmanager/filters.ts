import type { Filter } from '@aws-sdk/client-secrets-manager';
import type { SandboxSecret } from '../../model/secret.ts';
import { invalidParameter } from './faults.ts';

type Reader = (secret: SandboxSecret) => Iterable<string>;

const READERS: Readonly<Record<string, Reader>> = {
  name: ({ name }) => [name],
  description: ({ description }) => [description ?? ''],
  'tag-key': ({ tags }) => tags.keys(),
  'tag-value': ({ tags }) => tags.values(),
  'primary-region': ({ region }) => [region],
};

/** Prefix match on any value; a leading exclamation mark turns it round. Descriptions ignore case. */
export const passes = (secret: SandboxSecret, { Key, Values = [] }: Filter): boolean => {
  const read = READERS[Key ?? ''];
  if (read === undefined) throw invalidParameter(`The sandbox does not play the filter ${Key}`);
  const fold = (text: string): string => (Key === 'description' ? text.toLowerCase() : text);
  const found = [...read(secret)].map(fold);
  return Values.map(fold).some((value) => {
    if (value.startsWith('!')) return !found.some((text) => text.startsWith(value.slice(1)));
    return found.some((text) => text.startsWith(value));
  });
};
