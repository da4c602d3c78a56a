import { AwsError } from '../../../src/sandbox/call.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import { REGION } from '../environment/accounts.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { secretById, violate } from './violate.ts';

/** S6: a new container holds no key. */
export const secretMade = (environment: SimulatedEnvironment, _: Answered, { request }: Heard): void => {
  if (String(request.input.SecretString).includes('SecretAccessKey'))
    violate(environment, 'S6', 'a container was made with a key in it');
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
