import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { Clock } from '../../app/ports/clock.ts';
import type { Credentials } from './client-factory.ts';
import type { SdkOptions } from './sdk-client.ts';
import { type HttpClients, identity, sdkClientsOverHttp } from './sdk-clients-over-http.ts';
import * as clients from './service-constructors.ts';

export type { HttpClients } from './sdk-clients-over-http.ts';

export interface HttpClientsOptions {
  readonly clock: Clock;
  /** Instead of AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_<SERVICE> and the profile's. */
  readonly endpoint?: string;
  /**
   * For requests without credentials of their own; default: the SDK's chain of environment, profile, SSO, container,
   * instance.
   */
  readonly credentials?: Credentials;
  /** How long an answer is waited for, in ms; default 30 s. */
  readonly responseTimeoutMs?: number;
}

/** Real SDK clients, of any service, with whatever credentials this machine has. */
export const httpClients = ({ clock, endpoint, credentials, responseTimeoutMs }: HttpClientsOptions): HttpClients => {
  let chain: SdkOptions['credentials'] | undefined;
  const own = (region: string): SdkOptions['credentials'] => {
    if (credentials !== undefined) return identity(credentials);
    chain ??= fromNodeProviderChain({ clientConfig: { region } });
    return chain;
  };
  return sdkClientsOverHttp({ clock, clients, own, endpoint, responseTimeoutMs });
};
