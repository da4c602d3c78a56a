import type { Stage } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { isR1, keyIn, secretById, violate } from './violate.ts';

/** S6: keyturn points AWSCURRENT at nothing but a stored, verified, existing, active key. */
export const labelMoved = (stage: Stage, _: Answered, { request }: Heard): void => {
  const { VersionStage, MoveToVersionId, SecretId } = request.input;
  const secret = secretById(stage, SecretId);
  if (secret === undefined) return;
  boundedLabels(stage, secret.labels.size, secret.name);
  if (VersionStage !== 'AWSCURRENT') return;
  stage.counters.promotions += 1;
  const version = secret.versions.get(String(MoveToVersionId));
  const id = keyIn(String(version?.value));
  const key = stage.ledger.keys.get(id ?? '');
  if (key === undefined) return violate(stage, 'S6', 'AWSCURRENT was moved to a version that holds no key');
  if (key.fate?.kind !== 'stored') violate(stage, 'S6', `AWSCURRENT was moved to ${key.id}, which is not stored`);
  if (!key.hasAuthenticated) violate(stage, 'S6', `AWSCURRENT was moved to ${key.id}, which never worked`);
  if (key.verdict?.kind !== 'verified')
    violate(stage, 'S6', `AWSCURRENT was moved to ${key.id}, which is not verified`);
  if (key.status !== 'Active' && !isR1(stage, key.userId))
    violate(stage, 'S6', `AWSCURRENT was moved to ${key.id}, which is ${key.status}`);
  key.promotedAt = stage.world.now;
};

/** L5: a secret holds 20 labels and 50 tags. */
export const boundedLabels = (stage: Stage, count: number, name: string): void => {
  if (count > 20) violate(stage, 'L5', `${name} has ${count} labels`);
};
