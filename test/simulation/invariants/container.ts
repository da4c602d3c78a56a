import { AwsError } from '../../../src/sandbox/call.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import { MEMBER, REGION } from '../environment/accounts.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { secretById, violate } from './violate.ts';

/** S6: a new container holds no key. */
export const secretMade = (environment: SimulatedEnvironment, _: Answered, { request }: Heard): void => {
  if (String(request.input.SecretString).includes('SecretAccessKey'))
    violate(environment, 'S6', 'a container was made with a key in it');
};

/** S6: a secret in which a key of a living user was ever stored is nobody's to delete. */
export const secretLetGo = (environment: SimulatedEnvironment, _: Answered, { request }: Heard): void => {
  const secret = secretById(environment, request.input.SecretId);
  const owner = secret?.tags.get('keyturn:user-id');
  const users = [...(environment.world.accounts.get(MEMBER)?.users.values() ?? [])];
  const isInUse = users.some(({ userId }) => userId === owner);
  const values = [...(secret?.versions.values() ?? [])].map(({ value }) => String(value));
  if (isInUse && values.some((value) => value.includes('SecretAccessKey')))
    violate(environment, 'S6', `the secret ${secret?.name} has a key in it, and was scheduled for deletion`);
};

/** S12: after every policy that is put, an administrator of the account reads nothing. */
export const policyPut = (environment: SimulatedEnvironment, _: Answered, { request }: Heard): void => {
  const secret = secretById(environment, request.input.SecretId);
  if (secret === undefined) return;
  try {
    execute(environment.world, {
      service: 'secretsmanager',
      operation: 'GetSecretValue',
      input: { SecretId: secret.arn },
      region: REGION,
      credentials: environment.admin,
    });
    violate(environment, 'S12', `an administrator reads the secret ${secret.name}`);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
};
