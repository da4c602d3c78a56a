import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';

export interface Endpoint {
  readonly url: string;
  readonly clockOffset: () => number;
}

const requestHandler = new NodeHttpHandler({ httpAgent: { keepAlive: true, maxSockets: 16 } });

/** AWS's own SDK as this caller, in the server's time; one attempt a request. */
export const clientsOf = ({ url, clockOffset }: Endpoint, { sessionToken, ...key }: SandboxCredentials) => {
  const config = {
    endpoint: url,
    region: 'us-east-1',
    credentials: sessionToken === undefined ? key : { ...key, sessionToken },
    maxAttempts: 1,
    systemClockOffset: clockOffset(),
    requestHandler,
  };
  return {
    iam: new IAMClient(config),
    sts: new STSClient(config),
    secrets: new SecretsManagerClient(config),
    ses: new SESv2Client(config),
    organizations: new OrganizationsClient(config),
  };
};

export type Clients = ReturnType<typeof clientsOf>;

/** Does the work for all, a few at a time. */
export const forAll = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all([1, 2, 3, 4].map(worker));
  return results;
};
