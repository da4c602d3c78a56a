import {
  type DescribeSecretResponse,
  type Filter,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  type SecretListEntry,
  type SecretVersionsListEntry,
} from '@aws-sdk/client-secrets-manager';
import type { SecretDescription, SecretVersion } from '../../app/ports/secrets-manager.ts';
import { type Instant, instant } from '../../core/time.ts';
import type { Client } from '../client/client-factory.ts';
import { pages } from '../client/pages.ts';
import { ask, expected } from '../client/send.ts';
import { tagsOf } from '../iam/tags.ts';

/** Every secret of ours carries it, with the user's immutable id. */
const OUR_TAG = 'keyturn:user-id';

/** Lists know nothing of replicas. */
export const readSecret = (
  secret: DescribeSecretResponse | (SecretListEntry & { ReplicationStatus?: undefined }),
  operation: string,
): SecretDescription => ({
  arn: expected(secret.ARN, operation, 'ARN'),
  name: expected(secret.Name, operation, 'Name'),
  primaryRegion: secret.PrimaryRegion,
  createdAt: at(expected(secret.CreatedDate, operation, 'CreatedDate')),
  deletionAt: secret.DeletedDate ? at(secret.DeletedDate) : undefined,
  isRotationEnabled: secret.RotationEnabled === true,
  tags: tagsOf(secret.Tags),
  labels: ('SecretVersionsToStages' in secret ? secret.SecretVersionsToStages : versionsIn(secret)) ?? {},
  replicas: (secret.ReplicationStatus ?? []).map(({ Region, Status }) => ({
    region: expected(Region, operation, 'Region'),
    // A replica whose status AWS does not tell is not in sync.
    status: Status ?? 'Unknown',
  })),
});

const versionsIn = (secret: DescribeSecretResponse | SecretListEntry): DescribeSecretResponse['VersionIdsToStages'] =>
  'VersionIdsToStages' in secret ? secret.VersionIdsToStages : undefined;

/** Both filters of AWS's match beginnings only, and other endpoints match them loosely. */
export async function* listSecrets(client: Client, namePrefix: string): AsyncGenerator<readonly SecretDescription[]> {
  for await (const page of list(client, { Key: 'name', Values: [namePrefix] }))
    yield page.filter(({ name, tags }) => name.startsWith(namePrefix) && OUR_TAG in tags);
}

/** The two filters on tags may be met by two tags. */
export const listSecretsOfUser = async (client: Client, userId: string): Promise<readonly SecretDescription[]> => {
  const found: SecretDescription[] = [];
  for await (const page of list(client, { Key: 'tag-value', Values: [userId] }))
    found.push(...page.filter(({ tags }) => tags[OUR_TAG] === userId));
  return found;
};

async function* list(client: Client, filter: Filter): AsyncGenerator<readonly SecretDescription[]> {
  const operation = 'secretsmanager:ListSecrets';
  const Filters: Filter[] = [filter, { Key: 'tag-key', Values: [OUR_TAG] }];
  const page = (NextToken: string | undefined) =>
    ask(client, new ListSecretsCommand({ Filters, NextToken, IncludePlannedDeletion: true, MaxResults: 100 }));
  for await (const { SecretList } of pages(page, ({ NextToken }) => NextToken, operation))
    yield expected(SecretList, operation, 'SecretList').map((secret) => readSecret(secret, operation));
}

export const listVersions = async (client: Client, arn: string): Promise<readonly SecretVersion[]> => {
  const operation = 'secretsmanager:ListSecretVersionIds';
  const found: SecretVersion[] = [];
  const list = (NextToken: string | undefined) =>
    ask(
      client,
      new ListSecretVersionIdsCommand({ SecretId: arn, IncludeDeprecated: true, NextToken, MaxResults: 100 }),
    );
  for await (const { Versions } of pages(list, (page) => page.NextToken, operation)) {
    found.push(...expected(Versions, operation, 'Versions').map((version) => readVersion(version, operation)));
  }
  return found;
};

const readVersion = (version: SecretVersionsListEntry, operation: string): SecretVersion => ({
  id: expected(version.VersionId, operation, 'VersionId'),
  createdAt: at(expected(version.CreatedDate, operation, 'CreatedDate')),
  labels: version.VersionStages ?? [],
  lastReadOn: version.LastAccessedDate && at(version.LastAccessedDate),
});

const at = (date: Date): Instant => instant(date.getTime());
