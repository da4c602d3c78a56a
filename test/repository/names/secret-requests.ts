import type { World } from '../../../src/sandbox/world.ts';
import { jsonNames } from './json-names.ts';
import type { Recording } from './recording.ts';
import { createIdReader } from './version-ids.ts';

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What keyturn stores in Secrets Manager, by request. */
export const secretRequests = ({ names, mask }: Recording, world: World) => {
  const madeOf = createIdReader(world);
  const labels = (...given: readonly unknown[]): void =>
    names.add('staging labels', ...given.filter((label) => label !== undefined).map((label) => mask(String(label))));
  const tags = (given: readonly Tag[]): void => {
    for (const { Key, Value } of given)
      names.add('tags of secrets', ...tagWords(mask(Value)).map((word) => `${mask(Key)} = ${word}`));
  };
  const version = (holder: string, { SecretString, ClientRequestToken }: Version): void => {
    names.add(`JSON of a version: ${holder}`, ...jsonNames(JSON.parse(SecretString), { mask, isExact: true }));
    names.add('ids of versions', `${holder}: ${madeOf(ClientRequestToken)}`);
  };
  return {
    CreateSecret: (input: Version & { readonly Name: string; readonly Description: string; readonly Tags: Tag[] }) => {
      names.add('secrets', `name = ${mask(input.Name)}`, `description = ${mask(input.Description)}`);
      version('placeholder', input);
      tags(input.Tags);
    },
    PutSecretValue: (input: Version & { readonly VersionStages: string[] }) => {
      labels(...input.VersionStages);
      version(input.VersionStages.map(mask).sort().join(' '), input);
    },
    UpdateSecretVersionStage: ({ VersionStage }: { readonly VersionStage: string }) => labels(VersionStage),
    TagResource: ({ Tags }: { readonly Tags: Tag[] }) => tags(Tags),
    UntagResource: ({ TagKeys }: { readonly TagKeys: string[] }) =>
      names.add('tags of secrets', ...TagKeys.map((key) => mask(key))),
    PutResourcePolicy: ({ ResourcePolicy }: { readonly ResourcePolicy: string }) =>
      names.add('resource policy of a secret', ...jsonNames(JSON.parse(ResourcePolicy), { mask })),
    ListSecrets: ({ Filters = [] }: { readonly Filters?: { readonly Values: string[] }[] }) =>
      names.add('secrets', ...Filters.flatMap(({ Values }) => Values.map((value) => `searched by ${mask(value)}`))),
  };
};

interface Version {
  readonly SecretString: string;
  readonly ClientRequestToken: string;
}

/** Facts stand side by side in a tag, in any number: each is a name. */
const tagWords = (value: string): readonly string[] =>
  value.includes('=') ? value.split(' ').map((word) => word.replace(/\d+$/, '<N>')) : [value.replace(/^\d+ /, '<N> ')];
