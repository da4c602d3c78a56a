import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { templateFiles } from '../../../../infra/names.ts';
import { ADMIN_EMAIL, EXEMPTION_GROUP } from '../../../support/organization.ts';
import { forMinistack } from './deviations.ts';
import { createGroup, type MinistackOrganization } from './organization.ts';
import { clientsFor, type MinistackEndpoint } from './reach.ts';
import { createStack } from './stacks.ts';

/** keyturn as the guide deploys it. */
export interface Deployment {
  readonly primaryId: string;
  /** The run bucket. */
  readonly bucket: string;
  readonly stateMachineArn: string;
}

const BUCKET = 'acme-security-tools';
const PREFIX = 'asa/asa-iam-rotation';
const MAIN = 'keyturn';

/**
 * The guide's two parts; instead of a StackSet, which ministack does not know, the stack that it would make in each
 * account.
 */
export const deploy = async (
  endpoint: MinistackEndpoint,
  { id: AWSOrgID, primary, accounts }: MinistackOrganization,
  { folder, parameters }: { readonly folder: string; readonly parameters: Readonly<Record<string, string>> },
): Promise<Deployment> => {
  await upload(endpoint, primary.id, folder);
  const url = (file: string) => `${endpoint.url}/${BUCKET}/${PREFIX}/CloudFormation/${file}`;
  const trusted = { PrimaryAccountID: primary.id, AWSOrgID };
  const TemplateBody = await templateIn(folder, templateFiles.members);
  for (const { id } of accounts) {
    const template = id === primary.id ? { TemplateURL: url(templateFiles.managementAccount) } : { TemplateBody };
    await createStack(endpoint, { accountId: id, name: 'keyturn-member', template, parameters: trusted });
    await createGroup(endpoint, id, EXEMPTION_GROUP);
  }
  const listRole = { name: 'keyturn-list-role', template: { TemplateURL: url(templateFiles.listRole) } };
  await createStack(endpoint, { accountId: primary.id, ...listRole, parameters: trusted });
  const given = { S3BucketName: BUCKET, AdminEmailAddress: ADMIN_EMAIL, AWSOrgID, ...parameters };
  const main = { name: MAIN, template: { TemplateURL: url(templateFiles.main) }, parameters: given };
  const { Outputs = [] } = await createStack(endpoint, { accountId: primary.id, ...main });
  const output = (name: string) => Outputs.find(({ OutputKey }) => OutputKey === name)?.OutputValue ?? '';
  return {
    primaryId: primary.id,
    bucket: output('RunBucketName'),
    stateMachineArn: output('StateMachineArn'),
  };
};

const upload = async (endpoint: MinistackEndpoint, accountId: string, folder: string): Promise<void> => {
  const { s3 } = clientsFor(endpoint, accountId);
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const Body = path.endsWith('.yaml') ? await templateIn(folder, entry.name) : await readFile(path);
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: `${PREFIX}/${relative(folder, path)}`, Body }));
  }
};

const templateIn = async (folder: string, file: string): Promise<string> =>
  forMinistack(file, await readFile(join(folder, 'CloudFormation', file), 'utf8'));
