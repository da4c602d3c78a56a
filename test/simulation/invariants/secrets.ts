import type { InProcessRequest } from '../../../src/sandbox/in-process.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import { violate } from './violate.ts';

/**
 * S11: the secret of a key goes into the one request that stores it. (Logs and mails:
 * test/security/leaks/canary.test.ts.)
 */
export const noSecretsIn = (environment: SimulatedEnvironment, { operation, input }: InProcessRequest): void => {
  if (operation === 'PutSecretValue' && String(input.SecretString).includes('"SecretAccessKey"')) return;
  if (environment.counters.creations === 0) return;
  const text = JSON.stringify(input);
  for (const { by, secret, id } of environment.ledger.keys.values())
    if (by === 'keyturn' && text.includes(secret))
      violate(environment, 'S11', `the secret of ${id} was sent in ${operation}`);
};
