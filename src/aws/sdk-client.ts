import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity, HttpHandlerOptions, Provider } from '@smithy/types';
import { watchAnswers } from './answers.ts';
import type { AwsCommand, ServiceName } from './door.ts';
import { FencedSigner } from './sending.ts';

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
  const { service, make, region, maxAttempts, credentials, requestHandler, endpoint, sent } = options;
  const client = make({
    region,
    maxAttempts,
    credentials,
    requestHandler,
    signerConstructor: FencedSigner,
    disableClockSkewCorrection: true,
    authSchemePreference: ['sigv4'],
    customUserAgent: 'keyturn',
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  watchAnswers(client.middlewareStack as Parameters<typeof watchAnswers>[0], { service, sent });
  return client as unknown as SdkClient;
};

export interface ClientConfig extends Pick<SdkOptions, 'region' | 'maxAttempts' | 'credentials' | 'requestHandler'> {
  readonly signerConstructor: typeof FencedSigner;
  readonly disableClockSkewCorrection: boolean;
  readonly authSchemePreference: string[];
  readonly customUserAgent: string;
  readonly endpoint?: string;
}
