import type { SandboxAccount } from '../../../src/sandbox/model/account.ts';
import type { SandboxSecret } from '../../../src/sandbox/model/secret.ts';
import type { World } from '../../../src/sandbox/world.ts';
import type { Organization } from '../../support/organization.ts';

/** Everybody who is worse off than before keyturn came, read from the world itself. */
export const strandedBy = ({ world, members }: Organization): readonly string[] => [
  ...interruptions(world),
  ...members.flatMap(usersWithoutKey),
  ...members.flatMap((account) => secretsOf(account).flatMap((secret) => wrongCredential(world, secret))),
];

const interruptions = ({ applications }: World): readonly string[] =>
  applications.flatMap(({ userName, interruptions: [first] }) =>
    first === undefined
      ? []
      : [`the application of ${userName} was interrupted: ${first.code} with ${first.accessKeyId}`],
  );

const usersWithoutKey = ({ users }: SandboxAccount): readonly string[] =>
  [...users.values()]
    .filter(({ keys, goneKeys }) => keys.length + goneKeys.length > 0)
    .filter(({ keys }) => !keys.some(({ status }) => status === 'Active'))
    .map(({ name }) => `${name} has no active key`);

export const secretsOf = ({ secrets }: SandboxAccount): readonly SandboxSecret[] =>
  [...secrets.values()].flatMap((region) => [...region.values()]);

/** AWSCURRENT's own words. */
export const currentValue = ({ labels, versions }: SandboxSecret): Readonly<Record<string, string>> =>
  JSON.parse(String(versions.get(labels.get('AWSCURRENT') ?? '')?.value ?? '{}'));

const wrongCredential = ({ accessKeys }: World, secret: SandboxSecret): readonly string[] => {
  const { AccessKeyId = '', SecretAccessKey } = currentValue(secret);
  // The placeholder of a secret whose first key is still to come.
  if (AccessKeyId === '') return [];
  const key = accessKeys.get(AccessKeyId);
  if (key === undefined) return [`${secret.name} holds ${AccessKeyId}, which does not exist`];
  if (key.status !== 'Active') return [`${secret.name} holds ${AccessKeyId}, which is ${key.status}`];
  return key.secretAccessKey === SecretAccessKey ? [] : [`${secret.name} holds a wrong secret for ${AccessKeyId}`];
};
