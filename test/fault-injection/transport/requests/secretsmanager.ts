import * as vault from '@aws-sdk/client-secrets-manager';
import { CLAIM, GENESIS, GONE, SECRET } from '../prepared-account.ts';
import { type Request, send } from './request.ts';

const SecretId = SECRET;

export const vaultRequests: Readonly<Record<string, Request>> = {
  CreateSecret: send(
    () => new vault.CreateSecretCommand({ Name: 'new', ClientRequestToken: GENESIS, SecretString: '{}' }),
  ),
  DeleteSecret: send(() => new vault.DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 30 })),
  DescribeSecret: send(() => new vault.DescribeSecretCommand({ SecretId })),
  GetResourcePolicy: send(() => new vault.GetResourcePolicyCommand({ SecretId })),
  GetSecretValue: send(() => new vault.GetSecretValueCommand({ SecretId })),
  ListSecretVersionIds: send(() => new vault.ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated: true })),
  ListSecrets: send(() => new vault.ListSecretsCommand({})),
  PutResourcePolicy: send(() => {
    const statement = { Effect: 'Deny', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
    const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    return new vault.PutResourcePolicyCommand({ SecretId, ResourcePolicy, BlockPublicPolicy: true });
  }),
  PutSecretValue: send(
    () =>
      new vault.PutSecretValueCommand({
        SecretId,
        ClientRequestToken: 'fate-fate-fate-fate-fate-fate-fate',
        SecretString: '{"secret":1}',
        VersionStages: ['KEYTURN_PENDING'],
      }),
  ),
  RestoreSecret: send(() => new vault.RestoreSecretCommand({ SecretId: GONE })),
  TagResource: send(() => new vault.TagResourceCommand({ SecretId, Tags: [{ Key: 'a', Value: 'b' }] })),
  UntagResource: send(() => new vault.UntagResourceCommand({ SecretId, TagKeys: ['keyturn:user-id'] })),
  UpdateSecretVersionStage: send(() => {
    const move = { RemoveFromVersionId: GENESIS, MoveToVersionId: CLAIM };
    return new vault.UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', ...move });
  }),
};
