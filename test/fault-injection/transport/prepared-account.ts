import { HOUR, instant, MINUTE, plus } from '../../../src/core/time.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import { sandboxOrganization } from '../../../src/sandbox/organization.fixture.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import type { World } from '../../../src/sandbox/world.ts';

export const ACCOUNT = '111111111111';
export const REGION = 'us-east-1';
export const BUCKET = 'keyturn-mails';
export const SECRET = 'Account_111111111111_User_ann_AccessKey';
/** Scheduled for deletion. */
export const GONE = 'Account_111111111111_User_bob_AccessKey';
export const GENESIS = 'genesis-genesis-genesis-genesis-1';
export const CLAIM = 'claim-claim-claim-claim-claim-cla';
export const PARAMETER = '/iam-key-rotation/smtp/password';
export const STATE_MACHINE = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:keyturn`;
/** An earlier one. */
export const EXECUTION = `arn:aws:states:${REGION}:${ACCOUNT}:execution:keyturn:run-0`;
export const NOW = instant(Date.UTC(2027, 0, 15));

/** A world in which each request of keyturn can be carried out, and the ids that such a request names. */
export interface PreparedAccount {
  readonly world: World;
  readonly operator: seed.Login & ReturnType<typeof seed.operatorCredentials>;
  /** Of the user `ann`. */
  readonly keyId: string;
  readonly kmsKey: string;
  readonly ou: string;
}

export const prepareAccount = (): PreparedAccount => {
  const { world } = sandboxOrganization({ now: NOW, seed: 7, management: ACCOUNT });
  const ou = seed.addOu(world, { name: 'workloads' }).id;
  const operator = seed.operatorCredentials(world, ACCOUNT);
  seed.addUser(world, ACCOUNT, { name: 'ann' });
  seed.addToGroup(world, ACCOUNT, 'exempt', 'ann');
  const { accessKeyId } = seed.addKey(world, ACCOUNT, 'ann', { createdAt: plus(NOW, -HOUR), lastUsedAt: NOW });
  seed.addManagedPolicy(world, ACCOUNT, { name: 'keyturn-read-own-access-key', document: '{"Statement":[]}' });
  seed.addSesIdentity(world, ACCOUNT, { identity: 'example.com', verified: true });
  seed.suppressAddress(world, ACCOUNT, 'bounced@example.com');
  seed.addBucket(world, ACCOUNT, { name: BUCKET });
  seed.putObject(world, BUCKET, { key: 'mail.html', body: `<p>${'Good morning. '.repeat(20)}</p>` });
  seed.putParameter(world, ACCOUNT, { name: PARAMETER, value: 'opensesame' });
  const kmsKey = seed.addKmsKey(world, ACCOUNT).arn;
  addSecrets(world, operator);
  return { world, operator, keyId: accessKeyId, kmsKey, ou };
};

const addSecrets = (world: World, credentials: ReturnType<typeof seed.operatorCredentials>): void => {
  const call = (service: 'secretsmanager' | 'iam' | 'sfn', operation: string, input: object): void =>
    execute(world, { service, operation, input, region: REGION, credentials });
  const secretStore = (operation: string, input: object): void => call('secretsmanager', operation, input);
  const Tags = [{ Key: 'keyturn:user-id', Value: 'AIDA' }];
  secretStore('CreateSecret', { Name: SECRET, ClientRequestToken: GENESIS, SecretString: '{}', Tags });
  secretStore('PutSecretValue', {
    SecretId: SECRET,
    ClientRequestToken: CLAIM,
    SecretString: '1',
    VersionStages: ['CLAIM'],
  });
  secretStore('PutResourcePolicy', { SecretId: SECRET, ResourcePolicy: '{"Version":"2012-10-17","Statement":[]}' });
  secretStore('CreateSecret', { Name: GONE, ClientRequestToken: GENESIS, SecretString: '{}' });
  secretStore('DeleteSecret', { SecretId: GONE, RecoveryWindowInDays: 30 });
  call('iam', 'GenerateCredentialReport', {});
  call('sfn', 'StartExecution', { stateMachineArn: STATE_MACHINE, name: 'run-0', input: '{}' });
  world.now = plus(world.now, MINUTE);
};
