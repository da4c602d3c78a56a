import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity, HttpHandlerOptions, Provider } from '@smithy/types';
import type { AwsCommand } from './client-factory.ts';
import { FencedSigner } from './request-context.ts';
import type { ServiceName } from './service-name.ts';
import { watchResponses } from './watch-responses.ts';

/** Makes the client of one service; see `sdk-clients.ts`. */
export type MakeClient = (config: ClientConfig) => { readonly middlewareStack: unknown };

export interface SdkOptions {
  readonly service: ServiceName;
  readonly make: MakeClient;
  readonly region: string;
  readonly maxAttempts: number;
  readonly credentials: AwsCredentialIdentity | Provider<AwsCredentialIdentity>;
  readonly requestHandler: NodeHttpHandler;
  readonly endpoint?: string | undefined;
  readonly sent: (operation: string) => void;
  readonly throttled: () => void;
}

/** What all SDK clients have in common. */
export interface SdkClient {
  readonly config: {
    readonly maxAttempts: Provider<number>;
    readonly serviceConfiguredEndpoint?: unknown;
    forcePathStyle?: boolean;
  };
  // biome-ignore lint/suspicious/noExplicitAny: each client takes its own commands only; adapters pair them.
  send(command: AwsCommand, options?: HttpHandlerOptions): Promise<any>;
}

/** A real SDK client that signs with the given times, never corrects skew, and tells each attempt. */
export const sdkClient = (options: SdkOptions): SdkClient => {
  const { service, make, region, maxAttempts, credentials, requestHandler, endpoint, sent, throttled } = options;
  const client = make({
    region,
    maxAttempts,
    retryMode: retryModeOf(maxAttempts),
    credentials,
    requestHandler,
    signerConstructor: FencedSigner,
    disableClockSkewCorrection: true,
    authSchemePreference: ['sigv4'],
    customUserAgent: 'keyturn',
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  watchResponses(client.middlewareStack as Parameters<typeof watchResponses>[0], { service, sent, throttled });
  return client as unknown as SdkClient;
};

/**
 * `adaptive`: from its first throttled answer on, a client sends no faster than it finds AWS to allow, and speeds up
 * again by and by; each client is of one service in one account, so that no other is slowed. What is sent once is
 * neither repeated nor held back: it belongs to the look just before it.
 */
const retryModeOf = (maxAttempts: number): ClientConfig['retryMode'] => (maxAttempts === 1 ? 'standard' : 'adaptive');

export interface ClientConfig extends Pick<SdkOptions, 'region' | 'maxAttempts' | 'credentials' | 'requestHandler'> {
  /** Given to the client itself, so that neither AWS_RETRY_MODE nor a profile has a say. */
  readonly retryMode: 'standard' | 'adaptive';
  readonly signerConstructor: typeof FencedSigner;
  readonly disableClockSkewCorrection: boolean;
  readonly authSchemePreference: string[];
  readonly customUserAgent: string;
  readonly endpoint?: string;
}
