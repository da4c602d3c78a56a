import {
  DescribeSecretCommand,
  ListSecretsCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { MinistackOrganization } from './organization.ts';
import { clientsFor, type MinistackEndpoint } from './reach.ts';

const CLAIM = 'KEYTURN_CLAIM';

/**
 * On AWS a version that is put with a label takes it from the version that had it; in ministack both have it then, and
 * whose claim counts is chance. So the test takes the label off all released claims, as AWS would with the next.
 */
export const takeOffClaims = async (
  endpoint: MinistackEndpoint,
  { accounts }: MinistackOrganization,
): Promise<void> => {
  for (const { id } of accounts) {
    const { secrets } = clientsFor(endpoint, id);
    const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
    for (const { Name: SecretId = '' } of SecretList) {
      const { VersionIdsToStages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId }));
      const claims = Object.entries(VersionIdsToStages).filter(([, labels]) => labels.includes(CLAIM));
      for (const [RemoveFromVersionId] of claims)
        await secrets.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage: CLAIM, RemoveFromVersionId }));
    }
  }
};
