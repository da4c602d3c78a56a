import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  EnableAWSServiceAccessCommand,
  ListRootsCommand,
  MoveAccountCommand,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { synthesize } from '../../../infra/synthesize.ts';
import { templateText } from '../../../infra/yaml.ts';
import { freePort, untilAnswering } from '../contract/backends/moto.ts';
import { type Clients, clientsOf } from '../contract/clients.ts';
import { type EndedCommand, environmentFor, keyturn } from '../contract/keyturn.ts';

export const MANAGEMENT = '123456789012';
export const REGION = 'us-east-1';
const operator = { accessKeyId: 'AKIAOPERATOR00000000', secretAccessKey: 'operator' };

/** An organization on moto, with units in units, where nothing is deployed. */
export interface MotoDeployment {
  /** In the root, in a unit, and in a unit of that unit. */
  readonly memberIds: readonly string[];
  /** The package that is deployed. */
  readonly folder: string;
  readonly workUnit: string;
  readonly deepUnit: string;
  readonly cloudFormation: CloudFormationClient;
  readonly own: Clients;
  readonly within: (accountId: string) => Promise<Clients>;
  readonly keyturn: (...args: readonly string[]) => Promise<EndedCommand>;
  /** For a keyturn of another place. */
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

export const createMotoDeployment = async (): Promise<MotoDeployment> => {
  const port = await freePort();
  const script = new URL('moto_mended.py', import.meta.url).pathname;
  const server = spawn('python3', [script, '-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswering(`${url}/moto-api/`);
  const endpoint = { url, clockOffset: () => 0 };
  const own = clientsOf(endpoint, operator);
  const organization = await foundOrganization(own);
  const folder = await writePackage();
  const environment = environmentFor(url, operator);
  return {
    ...organization,
    folder,
    own,
    cloudFormation: new CloudFormationClient({ endpoint: url, region: REGION, credentials: operator }),
    within: async (accountId) => {
      const RoleArn = `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`;
      const { Credentials } = await own.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'look' }));
      const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
      return clientsOf(endpoint, {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      });
    },
    keyturn: (...args) => keyturn([...args, ...(args[0] === 'deploy' ? ['--package', folder] : [])], environment),
    environment,
    close: async () => {
      server.kill('SIGKILL');
      await rm(folder, { recursive: true });
    },
  };
};

const foundOrganization = async ({ organizations }: Clients) => {
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const ServicePrincipal = 'member.org.stacksets.cloudformation.amazonaws.com';
  await organizations.send(new EnableAWSServiceAccessCommand({ ServicePrincipal }));
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const root = Roots?.[0]?.Id ?? '';
  const unit = async (Name: string, ParentId: string) =>
    (await organizations.send(new CreateOrganizationalUnitCommand({ Name, ParentId }))).OrganizationalUnit?.Id ?? '';
  const workUnit = await unit('work', root);
  const deepUnit = await unit('deep', workUnit);
  const memberIds: string[] = [];
  for (const [AccountName, home] of [
    ['payments', root],
    ['search', workUnit],
    ['data', deepUnit],
  ] as const) {
    const Email = `${AccountName}@example.com`;
    const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand({ AccountName, Email }));
    const AccountId = CreateAccountStatus?.AccountId ?? '';
    memberIds.push(AccountId);
    if (home !== root)
      await organizations.send(new MoveAccountCommand({ AccountId, SourceParentId: root, DestinationParentId: home }));
  }
  return { memberIds, workUnit, deepUnit };
};

/** The real templates; what the zips hold, CloudFormation does not look at. */
const writePackage = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-package-'));
  const zips = {
    inventory: 'account-inventory-0.zip',
    rotation: 'access-key-rotation-0.zip',
    notifier: 'notifier-0.zip',
  };
  const files: Record<string, string> = {
    ...Object.fromEntries(Object.values(zips).map((name) => [`Lambda/${name}`, name])),
    'template/iam-auto-key-rotation-enforcement.html': '<p>{{actions}}</p>',
  };
  for (const [name, template] of Object.entries(synthesize(zips)))
    files[`CloudFormation/${name}`] = templateText(template);
  const sums = await Promise.all(
    Object.entries(files).map(async ([path, text]) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
      return `${createHash('sha256').update(text).digest('hex')}  ${path}\n`;
    }),
  );
  await writeFile(join(folder, 'SHA256SUMS'), sums.join(''));
  return folder;
};
