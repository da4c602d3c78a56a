import { ListUsersCommand } from '@aws-sdk/client-iam';
import { files } from '../../../src/app/deploy/in-memory.fixture.ts';
import { capture } from '../../../src/aws/client/capture.fixture.ts';
import { type ClientFactory, operationOf } from '../../../src/aws/client/client-factory.ts';
import { httpClients } from '../../../src/aws/client/machine-credentials.ts';
import { connectDeployment } from '../../../src/aws/deploy/connect-deploy.ts';
import { instant } from '../../../src/core/time.ts';
import { jsonNames } from './json-names.ts';
import type { Recording } from './recording.ts';

/**
 * What only the adapters know: how keyturn calls itself in HTTP, and what a deployment stores in S3 and CloudFormation.
 */
export const addAdapterNames = async ({ names, mask }: Recording): Promise<void> => {
  // The SDK's advice on Node versions is for whoever builds keyturn.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  names.add('user agent', ...(await userAgent()).split(' ').filter((word) => /keyturn/i.test(word)));
  const clientFactory: ClientFactory = ({ service }) => ({
    service,
    send: async (command) => {
      const operation = operationOf(command);
      const { Body: _, ...input } = command.input as Readonly<Record<string, unknown>>;
      if (/^(Put|Create|Update|Delete)/.test(operation))
        names.add(`request ${service}:${operation}`, ...jsonNames(input, { mask }));
      return answers as never;
    },
    destroy: () => undefined,
  });
  const { ports } = connectDeployment(clientFactory, 'us-east-1', false);
  await ports.buckets.create('files');
  await ports.buckets.protect('files', undefined);
  for (const file of files) await ports.buckets.put('files', file.path, { ...file, sha256: '00' });
  const template = { bucket: 'files', key: 'asa/main.yaml' };
  const proposal = { stack: 'main', isNew: true, changeSet: 'changes', template, parameters: { DryRunFlag: 'True' } };
  await ports.stacks.propose(proposal);
  await ports.stackSets('SELF').create({ name: 'members', template, parameters: {} });
};

const answers = {
  Account: '100000000001',
  Location: '/files',
  VersionId: 'v',
  Arn: 'arn:aws:iam::100000000001:user/alice',
  UserId: 'AIDAEXAMPLE',
  Id: 'id',
  StackId: 'id',
  OperationId: 'id',
};

const userAgent = async (): Promise<string> => {
  const endpoint = await capture(() => ({
    status: 200,
    body: '<ListUsersResponse><ListUsersResult><Users/></ListUsersResult></ListUsersResponse>',
  }));
  const clock = { now: () => instant(0), sleep: async () => undefined };
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'x' };
  const { clientFactory, close } = httpClients({ clock, endpoint: endpoint.url, credentials });
  await clientFactory({ service: 'iam', region: 'us-east-1' }).send(new ListUsersCommand({}));
  close();
  await endpoint.close();
  return String(endpoint.requests[0]?.headers['user-agent']);
};
