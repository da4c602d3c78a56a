import type { DirectRequest } from '../../../src/sandbox/in-process.ts';
import type { Stage } from '../environment/environment.ts';
import { violate } from './violate.ts';

/** S11: the secret of a key goes into the one request that stores it. (Logs and mails: test/security/leaks/canary.test.ts.) */
export const noSecretsIn = (stage: Stage, { operation, input }: DirectRequest): void => {
  if (operation === 'PutSecretValue' && String(input.SecretString).includes('"SecretAccessKey"')) return;
  if (stage.counters.creations === 0) return;
  const text = JSON.stringify(input);
  for (const { by, secret, id } of stage.ledger.keys.values())
    if (by === 'keyturn' && text.includes(secret))
      violate(stage, 'S11', `the secret of ${id} was sent in ${operation}`);
};
