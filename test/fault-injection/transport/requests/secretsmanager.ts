import * as secretStore from '@aws-sdk/client-secrets-manager';
import { CLAIM, GENESIS, GONE, SECRET } from '../prepared-account.ts';
import { type SampleRequest, send } from './request.ts';

const SecretId = SECRET;

export const secretStoreRequests: Readonly<Record<string, SampleRequest>> = {
  CreateSecret: send(
    () => new secretStore.CreateSecretCommand({ Name: 'new', ClientRequestToken: GENESIS, SecretString: '{}' }),
  ),
  DeleteSecret: send(() => new secretStore.DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 30 })),
  DescribeSecret: send(() => new secretStore.DescribeSecretCommand({ SecretId })),
  GetResourcePolicy: send(() => new secretStore.GetResourcePolicyCommand({ SecretId })),
  GetSecretValue: send(() => new secretStore.GetSecretValueCommand({ SecretId })),
  ListSecretVersionIds: send(() => new secretStore.ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated: true })),
  ListSecrets: send(() => new secretStore.ListSecretsCommand({})),
  PutResourcePolicy: send(() => {
    const statement = { Effect: 'Deny', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
    const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    return new secretStore.PutResourcePolicyCommand({ SecretId, ResourcePolicy, BlockPublicPolicy: true });
  }),
  PutSecretValue: send(
    () =>
      new secretStore.PutSecretValueCommand({
        SecretId,
        ClientRequestToken: 'fate-fate-fate-fate-fate-fate-fate',
        SecretString: '{"secret":1}',
        VersionStages: ['KEYTURN_PENDING'],
      }),
  ),
  RestoreSecret: send(() => new secretStore.RestoreSecretCommand({ SecretId: GONE })),
  TagResource: send(() => new secretStore.TagResourceCommand({ SecretId, Tags: [{ Key: 'a', Value: 'b' }] })),
  UntagResource: send(() => new secretStore.UntagResourceCommand({ SecretId, TagKeys: ['keyturn:user-id'] })),
  UpdateSecretVersionStage: send(() => {
    const move = { RemoveFromVersionId: GENESIS, MoveToVersionId: CLAIM };
    return new secretStore.UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', ...move });
  }),
  ValidateResourcePolicy: send(() => {
    const statement = { Effect: 'Deny', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
    const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    return new secretStore.ValidateResourcePolicyCommand({ SecretId, ResourcePolicy });
  }),
};
