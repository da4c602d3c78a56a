import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { STSClient } from '@aws-sdk/client-sts';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentity, HttpHandlerOptions, Provider } from '@smithy/types';
import { watchAnswers } from './answers.ts';
import type { AwsCommand, ServiceName } from './door.ts';
import { FencedSigner } from './sending.ts';

export interface SdkOptions {
  readonly service: ServiceName;
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
  const { service, region, maxAttempts, credentials, requestHandler, endpoint, sent } = options;
  const client = constructors[service]({
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

interface Config extends Pick<SdkOptions, 'region' | 'maxAttempts' | 'credentials' | 'requestHandler'> {
  readonly signerConstructor: typeof FencedSigner;
  readonly disableClockSkewCorrection: boolean;
  readonly authSchemePreference: string[];
  readonly customUserAgent: string;
  readonly endpoint?: string;
}

const constructors = {
  iam: (config: Config) => new IAMClient(config),
  sts: (config: Config) => new STSClient(config),
  organizations: (config: Config) => new OrganizationsClient(config),
  secretsmanager: (config: Config) => new SecretsManagerClient(config),
  sesv2: (config: Config) => new SESv2Client(config),
  s3: (config: Config) => new S3Client({ ...config, followRegionRedirects: true }),
  cloudtrail: (config: Config) => new CloudTrailClient(config),
  kms: (config: Config) => new KMSClient(config),
};
