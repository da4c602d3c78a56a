import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { secretById, violate } from './violate.ts';

/** What keyturn notes of a key's inactivity, and takes back: what S3 counts from. L5: tags stay few. */
export const noted = (environment: SimulatedEnvironment, run: Answered, { request }: Heard): void => {
  const { Tags = [], SecretId } = request.input as {
    Tags?: readonly { Key: string; Value: string }[];
    SecretId?: string;
  };
  const secret = secretById(environment, SecretId);
  if (secret && secret.tags.size > 50) violate(environment, 'L5', `${secret.name} has ${secret.tags.size} tags`);
  for (const { Key, Value } of Tags) {
    const key = environment.ledger.keys.get(/^keyturn:([A-Z0-9]{16,})$/.exec(Key)?.[1] ?? '');
    if (key === undefined) continue;
    if (!/ inactive=/.test(Value)) key.notedInactive = [];
    else if (key.notedInactive.at(-1)?.value !== Value)
      key.notedInactive.push({ at: environment.world.now, run: run.run, value: Value });
  }
};
