import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { isR1, keyIn, secretById, violate } from './violate.ts';

/** S6: keyturn points AWSCURRENT at nothing but a stored, verified, existing, active key. */
export const labelMoved = (environment: SimulatedEnvironment, run: Answered, { request }: Heard): void => {
  const { VersionStage, MoveToVersionId, SecretId } = request.input;
  const secret = secretById(environment, SecretId);
  if (secret === undefined) return;
  boundedLabels(environment, secret.labels.size, secret.name);
  if (VersionStage !== 'AWSCURRENT') return;
  environment.counters.promotions += 1;
  const version = secret.versions.get(String(MoveToVersionId));
  const id = keyIn(String(version?.value));
  const key = environment.ledger.keys.get(id ?? '');
  if (key === undefined) return violate(environment, 'S6', 'AWSCURRENT was moved to a version that holds no key');
  if (key.storage?.kind !== 'stored')
    violate(environment, 'S6', `AWSCURRENT was moved to ${key.id}, which is not stored`);
  if (!key.hasAuthenticated) violate(environment, 'S6', `AWSCURRENT was moved to ${key.id}, which never worked`);
  if (key.verdict?.kind !== 'verified')
    violate(environment, 'S6', `AWSCURRENT was moved to ${key.id}, which is not verified`);
  if (key.status !== 'Active' && !isR1(environment, key.userId))
    violate(environment, 'S6', `AWSCURRENT was moved to ${key.id}, which is ${key.status}`);
  key.promotedAt = environment.world.now;
  const isUndone = secret.labels.get(`KEYTURN_UNDONE_${key.id}`) === MoveToVersionId;
  if (run.spec.isUndo) key.undoneAt = environment.world.now;
  else if (isUndone) violate(environment, 'S6', `${key.id}, from which a person went back, was promoted again`);
};

/** L5: a secret holds 20 labels and 50 tags. */
export const boundedLabels = (environment: SimulatedEnvironment, count: number, name: string): void => {
  if (count > 20) violate(environment, 'L5', `${name} has ${count} labels`);
};
