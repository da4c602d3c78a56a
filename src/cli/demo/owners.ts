import { secretName } from '../../app/secret/name.ts';
import type { AccountId } from '../../core/keys.ts';
import { HOME_REGION, OFFICE_ADDRESS } from '../../demo-organization/names.ts';
import type { Who } from '../../demo-organization/special-users.ts';
import { execute } from '../../sandbox/execute.ts';
import type { World } from '../../sandbox/world.ts';

/**
 * What the mail asks an owner to do: fetch the new key with the old one, from the network that the user is bound to,
 * and install it. Returns whether there was a new key.
 */
export const installByHand = (world: World, { accountId, userName }: Who): boolean => {
  const application = world.applications.find((each) => each.accountId === accountId && each.userName === userName);
  if (application === undefined) return false;
  const SecretId = secretName(accountId as AccountId, userName);
  const answer = execute(world, {
    service: 'secretsmanager',
    operation: 'GetSecretValue',
    input: { SecretId, VersionStage: 'AWSCURRENT' },
    region: HOME_REGION,
    credentials: application.credentials,
    sourceIp: OFFICE_ADDRESS,
  });
  const { AccessKeyId, SecretAccessKey } = JSON.parse(String(answer.SecretString));
  if (AccessKeyId === application.credentials.accessKeyId) return false;
  application.credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  return true;
};
