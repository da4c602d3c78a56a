import type { ListSecretsRequest, ListSecretsResponse, SecretListEntry } from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import type { SandboxSecret } from '../../model/secret.ts';
import { seenSecrets } from '../../past-secrets.ts';
import { dropUnderDeletion } from '../../secret-deletion.ts';
import { passes } from './filters.ts';
import { placeOf } from './find-secret.ts';
import { nextToken, secretsPage } from './list-page.ts';
import { secretShape, stagesByVersion } from './secret-shape.ts';

export const listSecrets: Operation<ListSecretsRequest, ListSecretsResponse> = (call, input) => {
  const { world } = call;
  const secrets = seenSecrets(world, placeOf(call));
  const shown = [...secrets.values()].filter(
    (secret) =>
      !dropUnderDeletion(world, secrets, secret) &&
      (input.IncludePlannedDeletion || secret.deletion === undefined) &&
      (input.Filters ?? []).every((filter) => passes(secret, filter)),
  );
  const page = secretsPage(call, input.SortOrder === 'desc' ? shown.reverse() : shown, input);
  return { SecretList: page.items.map(entry), ...nextToken(page) };
};

const entry = (secret: SandboxSecret): SecretListEntry => {
  const stages = stagesByVersion(secret);
  return { ...secretShape(secret), ...(stages === undefined ? {} : { SecretVersionsToStages: stages }) };
};
