import { writersIn } from '../../../src/app/secret/policy-state.ts';
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

/** S12, S17: after every policy that is put, an administrator of the account reads nothing, and changes nothing. */
export const policyPut = (environment: SimulatedEnvironment, { spec }: Answered, { request }: Heard): void => {
  const secret = secretById(environment, request.input.SecretId);
  if (secret === undefined) return;
  const isRefused = (operation: string, input: object): boolean =>
    isDenied(environment, operation, { SecretId: secret.arn, ...input });
  if (!isRefused('GetSecretValue', {})) violate(environment, 'S12', `an administrator reads the secret ${secret.name}`);
  // A handover leaves the writers as they are, also where an earlier form names none yet.
  if (spec.isHandover && writersIn(secret.resourcePolicy?.document) === undefined) return;
  const changes: Readonly<Record<string, object>> = {
    TagResource: { Tags: [{ Key: 'keyturn:hold', Value: 'yes' }] },
    DeleteResourcePolicy: {},
    UpdateSecretVersionStage: { VersionStage: 'AWSCURRENT', MoveToVersionId: [...secret.versions.keys()][0] },
  };
  for (const [operation, input] of Object.entries(changes))
    if (!isRefused(operation, input)) violate(environment, 'S17', `${operation} by an administrator: ${secret.name}`);
};

const isDenied = (environment: SimulatedEnvironment, operation: string, input: object): boolean => {
  const { world, adminOfSecrets: credentials } = environment;
  try {
    execute(world, { service: 'secretsmanager', operation, input, region: REGION, credentials });
    return false;
  } catch (error) {
    if (error instanceof AwsError) return error.code === 'AccessDeniedException';
    throw error;
  }
};
