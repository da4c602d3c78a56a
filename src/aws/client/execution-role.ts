import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { Clock } from '../../app/ports/clock.ts';
import { type HttpClients, type SdkClientsOptions, sdkClientsOverHttp } from './sdk-clients-over-http.ts';

/**
 * A door for a function in Lambda. Bundled, it knows the environment's credentials only: see
 * `scripts/leaner-lambdas.ts`.
 */
export const executionRoleClients = (clock: Clock, clients: SdkClientsOptions['clients']): HttpClients => {
  const chain = fromNodeProviderChain();
  return sdkClientsOverHttp({ clock, clients, own: () => chain });
};
