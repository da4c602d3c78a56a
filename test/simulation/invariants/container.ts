import { AwsError } from '../../../src/sandbox/call.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import { REGION } from '../environment/accounts.ts';
import type { Stage } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { secretById, violate } from './violate.ts';

/** S6: a new container holds no key. */
export const secretMade = (stage: Stage, _: Answered, { request }: Heard): void => {
  if (String(request.input.SecretString).includes('SecretAccessKey'))
    violate(stage, 'S6', 'a container was made with a key in it');
};

/** S12: after every policy that is put, an administrator of the account reads nothing. */
export const policyPut = (stage: Stage, _: Answered, { request }: Heard): void => {
  const secret = secretById(stage, request.input.SecretId);
  if (secret === undefined) return;
  try {
    execute(stage.world, {
      service: 'secretsmanager',
      operation: 'GetSecretValue',
      input: { SecretId: secret.arn },
      region: REGION,
      credentials: stage.admin,
    });
    violate(stage, 'S12', `an administrator reads the secret ${secret.name}`);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
};
