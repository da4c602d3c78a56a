import { DAY, type Instant, plus } from '../../core/time.ts';
import { execute } from '../execute.ts';
import { addBucket, addKey, addKmsKey, addSesIdentity, addUser, createLogin, putObject } from '../seed.ts';
import type { SandboxCredentials } from '../service-name.ts';
import { smallWorld } from '../small-world.fixture.ts';
import type { World } from '../world.ts';

/** For tests of the door: one member account with many users, one of whom alone may read a secret. */
export interface Example {
  readonly world: World;
  readonly accountId: string;
  /** Administrators of the member account and of the management account. */
  readonly admin: SandboxCredentials;
  readonly manager: SandboxCredentials;
  /** The user `owner`, who may do nothing but read `owners-secret`. */
  readonly owner: SandboxCredentials;
  readonly kmsKeyId: string;
}

export const exampleWorld = (now: Instant): Example => {
  const { world, management, member } = smallWorld({ now, memberName: 'payments' });
  const accountId = member.id;
  for (let n = 1; n <= 120; n++) addUser(world, accountId, { name: `user-${String(n).padStart(3, '0')}` });
  const owner = addUser(world, accountId, { name: 'owner' });
  const { accessKeyId, secretAccessKey } = addKey(world, accountId, 'owner', { createdAt: plus(now, -100 * DAY) });
  addBucket(world, accountId, { name: 'templates' });
  putObject(world, 'templates', { key: 'mails/new key.html', body: '<p>Grüße, {{user}}</p>' });
  addSesIdentity(world, accountId, { identity: 'example.com', verified: true });
  const admin = createLogin(world, accountId, { arnKind: 'user', name: 'admin' });
  addOwnersSecret(world, admin, owner);
  const { arn: kmsKeyId } = addKmsKey(world, accountId);
  const manager = createLogin(world, management.id);
  return { world, accountId, admin, manager, owner: { accessKeyId, secretAccessKey }, kmsKeyId };
};

/** Configuration of an SDK client that calls the sandbox as this caller, once. */
export const clientConfig = (endpoint: string, { sessionToken, ...key }: SandboxCredentials) => ({
  endpoint,
  region: 'us-east-1',
  credentials: sessionToken === undefined ? key : { ...key, sessionToken },
  maxAttempts: 1,
});

const addOwnersSecret = (
  world: World,
  admin: SandboxCredentials,
  owner: { readonly arn: string; readonly userId: string },
) => {
  const call = { service: 'secretsmanager', region: 'us-east-1', credentials: admin } as const;
  const SecretId = 'owners-secret';
  const ClientRequestToken = '3f1a7e52-6f0b-4c1f-9d0e-0b7a1c2d3e4f';
  const secret = { Name: SecretId, SecretString: 'kept for its owner', ClientRequestToken };
  execute(world, { ...call, operation: 'CreateSecret', input: secret });
  const reads = ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'];
  const ResourcePolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: owner.arn }, Action: reads[0], Resource: '*' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: reads,
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:userid': owner.userId } },
      },
    ],
  });
  execute(world, { ...call, operation: 'PutResourcePolicy', input: { SecretId, ResourcePolicy } });
};
