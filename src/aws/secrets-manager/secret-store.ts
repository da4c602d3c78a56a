import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  type PutSecretValueResponse,
  RestoreSecretCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretVersionStageCommand,
  ValidateResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import { AwsFault, isAwsFault, unlessMissing } from '../../app/faults/aws-fault.ts';
import type { Signed } from '../../app/ports/clock.ts';
import type { NewContainer, NewVersion, SecretStore } from '../../app/ports/secrets-manager.ts';
import type { Client } from '../client/client-factory.ts';
import { ask, expected } from '../client/send.ts';
import { tagList } from '../iam/tags.ts';
import { listSecrets, listSecretsOfUser, listVersions, readSecret } from './read-secrets.ts';

/** Secrets Manager. Reads no secret's value. */
export const secretsManagerStore = (client: Client): SecretStore => ({
  describe: (name) =>
    unlessMissing(
      ask(client, new DescribeSecretCommand({ SecretId: name })).then((answer) =>
        readSecret(answer, 'secretsmanager:DescribeSecret'),
      ),
    ),
  versions: (arn) => listVersions(client, arn),
  async policy(arn) {
    const { ResourcePolicy } = await ask(client, new GetResourcePolicyCommand({ SecretId: arn }));
    return ResourcePolicy || undefined;
  },
  list: (namePrefix) => listSecrets(client, namePrefix),
  ofUser: (userId) => listSecretsOfUser(client, userId),
  create: (container, signed) => create(client, container, signed),
  async validatePolicy(arn, policy) {
    const command = new ValidateResourcePolicyCommand({ SecretId: arn, ResourcePolicy: policy });
    const { PolicyValidationPassed, ValidationErrors = [] } = await ask(client, command);
    if (PolicyValidationPassed) return [];
    const words = ValidationErrors.map(({ CheckName, ErrorMessage }) => `${CheckName}: ${ErrorMessage}`);
    return words.length > 0 ? words : ['it names no reason'];
  },
  async putPolicy(arn, policy, signed) {
    const input = { SecretId: arn, ResourcePolicy: policy, BlockPublicPolicy: true };
    await ask(client, new PutResourcePolicyCommand(input), signed);
  },
  putVersion: (version, signed) => putVersion(client, version, signed),
  async moveLabel({ arn, label, from, to }, signed) {
    const input = { SecretId: arn, VersionStage: label, RemoveFromVersionId: from, MoveToVersionId: to };
    await ask(client, new UpdateSecretVersionStageCommand(input), signed);
  },
  async tag(arn, tags, signed) {
    await ask(client, new TagResourceCommand({ SecretId: arn, Tags: tagList(tags) }), signed);
  },
  async untag(arn, keys, signed) {
    await ask(client, new UntagResourceCommand({ SecretId: arn, TagKeys: [...keys] }), signed);
  },
  async restore(arn, signed) {
    await ask(client, new RestoreSecretCommand({ SecretId: arn }), signed);
  },
  async scheduleDeletion(arn, days, signed) {
    await ask(client, new DeleteSecretCommand({ SecretId: arn, RecoveryWindowInDays: days }), signed);
  },
});

const create = async (client: Client, container: NewContainer, signed: Signed): Promise<{ arn: string }> => {
  const { name, description, versionId, placeholder, tags, kmsKey } = container;
  const command = new CreateSecretCommand({
    Name: name,
    Description: description,
    ClientRequestToken: versionId,
    SecretString: placeholder,
    Tags: tagList(tags),
    ...(kmsKey === undefined ? {} : { KmsKeyId: kmsKey }),
  });
  const { ARN } = await ask(client, command, signed);
  return { arn: expected(ARN, 'secretsmanager:CreateSecret', 'ARN') };
};

/** Without labels AWS would move AWSCURRENT to the new version by itself. */
const putVersion = async (client: Client, version: NewVersion, signed: Signed): Promise<'written' | 'exists'> => {
  const { arn, versionId, value, labels } = version;
  if (labels.length === 0 || labels.includes('AWSCURRENT')) throw new Error('a new version must not become AWSCURRENT');
  const command = new PutSecretValueCommand({
    SecretId: arn,
    ClientRequestToken: versionId,
    SecretString: value(),
    VersionStages: [...labels],
  });
  try {
    asAsked(await ask(client, command, signed), version);
    return 'written';
  } catch (error) {
    if (isAwsFault(error, 'exists')) return 'exists';
    throw error;
  }
};

/**
 * The answer names the version and the labels that are attached to it now: one that is missing was silently left off,
 * and whoever counts on it must not take the version for written.
 * @throws AwsFault `doubtful`
 */
const asAsked = (
  { VersionId, VersionStages = [] }: PutSecretValueResponse,
  { versionId, labels }: NewVersion,
): void => {
  const missing = labels.filter((label) => !VersionStages.includes(label));
  if (VersionId === versionId && missing.length === 0) return;
  const words =
    VersionId === versionId
      ? `the version lacks ${missing.join(' and ')}`
      : `the version is ${VersionId}, not ${versionId}`;
  throw new AwsFault('doubtful', 'UnexpectedAnswer', 'secretsmanager:PutSecretValue', words);
};
