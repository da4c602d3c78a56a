import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { Clock } from '../../app/ports/clock.ts';
import { MINUTE, SECOND } from '../../core/time.ts';
import {
  admit,
  type Client,
  type ClientFactory,
  type ClientSpec,
  type Credentials,
  operationOf,
} from './client-factory.ts';
import { type SentRequest, sentRequest, withRequest } from './request-context.ts';
import { type MakeClient, type SdkClient, type SdkOptions, sdkClient } from './sdk-client.ts';
import type { ServiceName } from './service-name.ts';

export interface SdkClientsOptions {
  readonly clock: Clock;
  /** Those of the services that will be asked for. */
  readonly clients: Readonly<Partial<Record<ServiceName, MakeClient>>>;
  /** For requests without credentials of their own, in a Region. */
  readonly own: (region: string) => SdkOptions['credentials'];
  /** Instead of AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_<SERVICE> and the profile's. */
  readonly endpoint?: string | undefined;
  /** How long an answer is waited for, in ms; default 30 s. */
  readonly responseTimeoutMs?: number | undefined;
  /** How connections are made; default: directly. */
  readonly makeHandler?: ((options: NodeHttpHandlerOptions) => NodeHttpHandler) | undefined;
}

export interface HttpClients {
  readonly clientFactory: ClientFactory;
  /** Ends the connections, which all clients share. */
  close(): void;
}

const NORMAL_ATTEMPTS = 3;

/** A door of real SDK clients. */
export const sdkClientsOverHttp = ({
  clock,
  clients,
  own,
  endpoint,
  responseTimeoutMs = 30 * SECOND,
  makeHandler = (options) => new NodeHttpHandler(options),
}: SdkClientsOptions): HttpClients => {
  const requestHandler = makeHandler(handlerOptions(responseTimeoutMs));
  const clientFactory: ClientFactory = (spec) =>
    signedClient(spec, clock, {
      service: spec.service,
      make: clients[spec.service] ?? missing(spec.service),
      region: spec.region,
      maxAttempts: attemptsOf(spec),
      credentials: spec.credentials === undefined ? own(spec.region) : identityOf(spec.credentials),
      requestHandler,
      endpoint,
      sent: spec.sent ?? (() => undefined),
      throttled: spec.throttled ?? (() => undefined),
    });
  return { clientFactory, close: () => requestHandler.destroy() };
};

const missing = (service: ServiceName): never => {
  throw new Error(`this program has no client of ${service}`);
};

/** Given to the client itself, so that neither AWS_MAX_ATTEMPTS nor a profile has a say. */
export const attemptsOf = ({ once = false }: Pick<ClientSpec, 'once'>): number => (once ? 1 : NORMAL_ATTEMPTS);

const signedClient = (spec: ClientSpec, clock: Clock, options: SdkOptions): Client => {
  const sdk = sdkClient(options);
  return {
    service: spec.service,
    async send(command, { signedAt = clock.now(), signal } = {}) {
      const operation = operationOf(command);
      admit(spec, operation);
      if (spec.service === 's3') await addressByPath(sdk, options.endpoint);
      const request = sentRequest(operation, signedAt);
      try {
        const output = await withRequest(request, () => sdk.send(command, signal ? { abortSignal: signal } : {}));
        return annotated(output, request);
      } catch (error) {
        throw annotated(error, request);
      }
    },
    // The connections are everybody's.
    destroy: () => undefined,
  };
};

/** Endpoints of our own have no host name for each bucket. */
const addressByPath = async ({ config }: SdkClient, endpoint: string | undefined): Promise<void> => {
  const configured = config.serviceConfiguredEndpoint;
  if (endpoint !== undefined || (typeof configured === 'function' && (await configured())))
    config.forcePathStyle = true;
};

/** Adds to the SDK's metadata what {@link createServerClock} and {@link toFault} look for there. */
const annotated = <T>(answer: T, { serverDate, attempts, refusals, host }: SentRequest): T => {
  if (typeof answer !== 'object' || answer === null) return answer;
  const bearer = answer as { $metadata?: object };
  bearer.$metadata = { ...bearer.$metadata, serverDate, inDoubt: refusals < attempts, host };
  return answer;
};

export const identity = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials): AwsCredentialIdentity => ({
  accessKeyId,
  secretAccessKey,
  ...(sessionToken === undefined ? {} : { sessionToken }),
});

/** `memoized` keeps the SDK from caching by the machine's clock what renews itself by ours. */
const identityOf = (credentials: NonNullable<ClientSpec['credentials']>): SdkOptions['credentials'] =>
  typeof credentials === 'function'
    ? Object.assign(async () => identity(await credentials()), { memoized: true })
    : identity(credentials);

/** Connections that are kept, and at most so many to one host at a time. */
export const CONNECTIONS = { keepAlive: true, maxSockets: 64 };

export const handlerOptions = (responseTimeoutMs: number): NodeHttpHandlerOptions => ({
  httpAgent: new HttpAgent(CONNECTIONS),
  httpsAgent: new HttpsAgent(CONNECTIONS),
  connectionTimeout: 5 * SECOND,
  requestTimeout: responseTimeoutMs,
  socketTimeout: responseTimeoutMs,
  throwOnRequestTimeout: true,
  socketAcquisitionWarningTimeout: 5 * MINUTE,
});
