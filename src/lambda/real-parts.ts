import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../app/ports/clock.ts';
import { executionRoleClients } from '../aws/client/execution-role.ts';
import type { SdkClientsOptions } from '../aws/client/sdk-clients-over-http.ts';
import { instant } from '../core/time.ts';
import type { FunctionDependencies } from './invocation.ts';

/** In Lambda: the machine's clock, and real clients with the execution role's credentials. */
export const realDependencies = (clients: SdkClientsOptions['clients']): FunctionDependencies => {
  // The SDK's advice on Node versions is for whoever builds keyturn.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  return {
    env: process.env,
    clock,
    nonce: randomUUID,
    clientFactory: executionRoleClients(clock, clients).clientFactory,
  };
};

const clock: Clock = {
  now: () => instant(Date.now()),
  sleep: async (ms, signal) => {
    try {
      await wait(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};
