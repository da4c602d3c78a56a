import { Sha256 } from '@aws-crypto/sha256-js';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SignatureV4 } from '@smithy/signature-v4';
import { clientsOf } from '../../contract/clients.ts';
import type { Ministack } from './server.ts';

export type MinistackEndpoint = Pick<Ministack, 'url' | 'clockOffset'>;

export const REGION = 'us-east-1';

/** ministack takes an account's id for the access key of its root user. */
const rootOf = (accountId: string) => ({ accessKeyId: accountId, secretAccessKey: 'test' });

/** AWS's own SDK as the root user of an account, in the server's time. */
export const clientsFor = (endpoint: MinistackEndpoint, accountId: string) => {
  const config = {
    endpoint: endpoint.url,
    region: REGION,
    credentials: rootOf(accountId),
    maxAttempts: 1,
    systemClockOffset: endpoint.clockOffset(),
  };
  return {
    ...clientsOf(endpoint, rootOf(accountId)),
    cloudFormation: new CloudFormationClient(config),
    s3: new S3Client(config),
    stepFunctions: new SFNClient(config),
  };
};

export interface MinistackRequest {
  readonly service: 'lambda' | 'scheduler' | 'logs';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request to a service whose SDK client keyturn has no use for. */
export const ask = async (
  endpoint: MinistackEndpoint,
  accountId: string,
  request: MinistackRequest,
): Promise<Response> => {
  const { service, method, path, headers = {}, body = '' } = request;
  const { hostname, port, host } = new URL(endpoint.url);
  const signer = new SignatureV4({ service, region: REGION, credentials: rootOf(accountId), sha256: Sha256 });
  const signed = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname,
      port: Number(port),
      path,
      headers: { ...headers, host },
      ...(body === '' ? {} : { body }),
    },
    { signingDate: new Date(Date.now() + endpoint.clockOffset()) },
  );
  return fetch(`${endpoint.url}${path}`, { method, headers: signed.headers, ...(body === '' ? {} : { body }) });
};
