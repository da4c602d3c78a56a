import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { Clock } from '../../app/ports/clock.ts';
import { SECOND } from '../../core/time.ts';
import type { Credentials } from './client-factory.ts';
import { credentialsCause } from './credentials-cause.ts';
import type { MakeHandler } from './network.ts';
import type { SdkOptions } from './sdk-client.ts';
import { type HttpClients, handlerOptions, identity, sdkClientsOverHttp } from './sdk-clients-over-http.ts';
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
  /** What stands between this machine and AWS; see `network.ts`. Default: nothing. */
  readonly makeHandler?: MakeHandler;
  /** Asks for the code of an MFA device, by its serial number; a Fault where nobody can be asked. */
  readonly mfaCode?: ((serial: string) => Promise<string>) | undefined;
}

/** Clients with the credentials of this machine. */
export interface MachineClients extends HttpClients {
  /** Asks now for what a person has to answer: an MFA code. Other failures are left to the first request. */
  signIn(region: string): Promise<void>;
}

/** Real SDK clients, of any service, with whatever credentials this machine has. */
export const httpClients = (options: HttpClientsOptions): MachineClients => {
  const { clock, endpoint, credentials, responseTimeoutMs, makeHandler } = options;
  const chain = machineChain(options);
  const own = (region: string): SdkOptions['credentials'] =>
    credentials === undefined ? chain.in(region) : identity(credentials);
  const http = sdkClientsOverHttp({ clock, clients, own, endpoint, responseTimeoutMs, makeHandler });
  const close = (): void => {
    chain.close();
    http.close();
  };
  return { ...http, close, signIn: (region) => chain.signIn(region) };
};

/** The SDK's chain, asked once for all Regions; it caches what it finds. */
const machineChain = ({ makeHandler, mfaCode }: HttpClientsOptions) => {
  const requestHandler = makeHandler?.(handlerOptions(30 * SECOND));
  let provider: (() => Promise<AwsCredentialIdentity>) | undefined;
  let isAsked = false;
  const mfaCodeProvider = mfaCode && {
    mfaCodeProvider: (serial: string) => {
      isAsked = true;
      return mfaCode(serial);
    },
  };
  const chainIn = (region: string) => {
    const clientConfig = { region, ...(requestHandler ? { requestHandler } : {}) };
    const chain = fromNodeProviderChain({ clientConfig, ...mfaCodeProvider });
    const ask = fromIni({ clientConfig, ...mfaCodeProvider });
    return Object.assign(
      async () => {
        try {
          return await chain();
        } catch (error) {
          throw await credentialsCause(error, { ask, env: process.env });
        }
      },
      { memoized: true },
    );
  };
  const inRegion = (region: string) => {
    provider ??= chainIn(region);
    return provider;
  };
  return {
    in: inRegion,
    signIn: async (region: string) => {
      try {
        await inRegion(region)();
      } catch (error) {
        if (isAsked) throw error;
      }
    },
    close: () => requestHandler?.destroy(),
  };
};
