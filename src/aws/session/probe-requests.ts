import { ListUsersCommand } from '@aws-sdk/client-iam';
import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { ProbeRequests, SignedService } from '../../app/ports/probe.ts';
import type { Client } from '../client/client-factory.ts';
import { ask } from '../client/send.ts';

/**
 * Every attempt is signed with the time that is given: clients never correct their clock by a refusal, as the SDK would
 * with `systemClockOffset`, so that an old signature stays old.
 */
export const probeRequests = (clients: Readonly<Record<SignedService, Client>>): ProbeRequests => ({
  async readStored({ arn, versionId }, signed) {
    const command = new GetSecretValueCommand({ SecretId: arn, VersionId: versionId });
    await ask(clients.secretsmanager, command, signed);
  },
  async readSigned(service, secretId, signed) {
    await ask(clients[service], readOf(service, secretId), signed);
  },
});

const readOf = (service: SignedService, secretId: string) => {
  switch (service) {
    case 'iam':
      return new ListUsersCommand({ MaxItems: 1 });
    case 'sts':
      return new GetCallerIdentityCommand({});
    case 'secretsmanager':
      return new DescribeSecretCommand({ SecretId: secretId });
  }
};
