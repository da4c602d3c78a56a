import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { type ResolvedResource, resolved } from '../../infra/resolved.fixture.ts';
import { functionFiles } from '../../scripts/function-files.ts';
import { writePackage } from '../../scripts/package-files.ts';
import { secretName } from '../../src/app/secret/name.ts';
import type { AccountId } from '../../src/core/keys.ts';
import { functionSettings } from '../../src/lambda/function-settings.ts';
import { inventoryEvent } from '../../src/lambda/inventory-event.ts';
import { notifierEvent } from '../../src/lambda/notifier-event.ts';
import { rotationEvent } from '../../src/lambda/rotation-event.ts';
import { readTemplate } from '../support/read-template.ts';

/** The folder in the bucket, as the guide has it made. */
const PREFIX = 'asa/asa-iam-rotation';

const folder = await mkdtemp(join(tmpdir(), 'keyturn-guide-'));
afterAll(() => rm(folder, { recursive: true }));
const paths = await writePackage(folder, { functions: (await functionFiles()).files, softwareBill: '{}\n' });

/** Dropped into the bucket. */
const objects = new Map<string, Buffer>(
  await Promise.all(paths.map(async (path) => [`${PREFIX}/${path}`, await readFile(join(folder, path))] as const)),
);

const templateAt = (key: string) => readTemplate(String(objects.get(key)));
const MEMBERS = templateAt(`${PREFIX}/CloudFormation/ASA-iam-key-auto-rotation-iam-assumed-roles.yaml`);
const MAIN = templateAt(`${PREFIX}/CloudFormation/ASA-iam-key-auto-rotation-and-notifier-solution.yaml`);
const LIST_ROLE = templateAt(`${PREFIX}/CloudFormation/ASA-iam-key-auto-rotation-list-accounts-role.yaml`);

type Given = Readonly<Record<string, string>>;

/** What the console asks for: `undefined` where something must be given. */
const defaultsOf = ({ Parameters = {} }: ReturnType<typeof readTemplate>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(Parameters as object).map(([name, { Default }]) => [name, Default]));

const neededBy = (template: ReturnType<typeof readTemplate>): readonly string[] =>
  Object.entries(defaultsOf(template)).flatMap(([name, value]) => (value === undefined ? [name] : []));

/** In Part II. */
const given: Given = {
  S3BucketName: 'acme-security-tools',
  AdminEmailAddress: 'security@example.com',
  AWSOrgID: 'o-a1b2c3d4e5',
};

const functionCalled = (name: string, parameters: Given = {}): ResolvedResource['Properties'] => {
  const made = Object.values(resolved(MAIN, { parameters: { ...given, ...parameters } }));
  return made.find(({ Type, Properties }) => Type === 'AWS::Lambda::Function' && Properties.FunctionName === name)
    ?.Properties;
};

const functions = ['ASA-Account-Inventory', 'ASA-IAM-Access-Key-Rotation-Function', 'ASA-Notifier'];

describe('the guide, part I', () => {
  it('three folders are dropped into asa/asa-iam-rotation', () => {
    const folders = new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
    expect([...folders].sort()).toEqual(['CloudFormation', 'Lambda', 'template']);
  });

  it('a StackSet is made of one template, and asks for two ids', () => {
    expect(neededBy(MEMBERS)).toEqual(['PrimaryAccountID', 'AWSOrgID']);
    expect(defaultsOf(MEMBERS)).toMatchObject({
      IAMRoleName: 'asa-iam-key-rotation-lambda-assumed-role',
      ExecutionRoleName: 'asa-iam-key-rotation-lambda-execution-role',
      IAMExemptionGroup: 'IAMKeyRotationExemptionGroup',
    });
  });

  it('it can be one of service-managed permissions', () => {
    expect(MEMBERS).not.toHaveProperty('Transform');
    const types = Object.values(MEMBERS.Resources as Record<string, ResolvedResource>).map(({ Type }) => Type);
    expect(new Set(types)).toEqual(new Set(['AWS::IAM::Role', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Group']));
  });
});

describe('the guide, part II', () => {
  it('the stack asks for the bucket, the organization and an address; all else has a default', () => {
    expect([...neededBy(MAIN)].sort()).toEqual(Object.keys(given).sort());
    expect(defaultsOf(MAIN)).toMatchObject({
      S3BucketPrefix: PREFIX,
      IAMRoleName: 'asa-iam-key-rotation-lambda-assumed-role',
      ExecutionRoleName: 'asa-iam-key-rotation-lambda-execution-role',
      InventoryExecutionRoleName: 'asa-iam-key-rotation-account-inventory-lambda-execution-role',
      OrgListAccount: '',
      OrgListRole: 'asa-iam-key-rotation-list-accounts-role',
      IAMExemptionGroup: 'IAMKeyRotationExemptionGroup',
      DryRunFlag: 'True',
      ResourceOwnerTag: '',
      EmailTemplateEnforce: 'iam-auto-key-rotation-enforcement.html',
      EmailTemplateAudit: 'iam-auto-key-rotation-enforcement.html',
      RotationPeriod: 90,
      InactivePeriod: '100',
      InactiveBuffer: 10,
      RecoveryGracePeriod: 10,
      StoreSecretsInCentralAccount: 'False',
      CredentialReplicationRegions: '',
      RunLambdaInVPC: 'False',
      VpcId: '',
      VpcCidr: '0.0.0.0/0',
      SubnetId: '',
      SMTPUserParamName: '/iam-key-rotation/smtp/user',
      SMTPPasswordParamName: '/iam-key-rotation/smtp/password',
    });
  });

  it('the list role asks for the same two ids, and fits the stack', () => {
    expect(neededBy(LIST_ROLE)).toEqual(['PrimaryAccountID', 'AWSOrgID']);
    const { OrgListRole, InventoryExecutionRoleName } = defaultsOf(MAIN);
    expect(defaultsOf(LIST_ROLE)).toMatchObject({
      IAMRoleName: OrgListRole,
      AccountExecutionRoleName: InventoryExecutionRoleName,
    });
  });

  it('the endpoints ask for a VPC and its subnets', () => {
    const endpoints = templateAt(`${PREFIX}/CloudFormation/ASA-iam-key-auto-rotation-vpc-endpoints.yaml`);
    expect(neededBy(endpoints)).toEqual(expect.arrayContaining(['pVpcId', 'pSubnetId']));
  });

  it.each(functions)('%s finds its code in the bucket', (name) => {
    const { S3Bucket, S3Key } = functionCalled(name).Code;
    expect(S3Bucket).toBe('acme-security-tools');
    const zip = objects.get(S3Key);
    expect(zip, S3Key).toBeDefined();
    const code = unzipSync(zip ?? new Uint8Array())['index.mjs'];
    expect(functionCalled(name).Handler).toBe('index.handler');
    expect(new TextDecoder().decode(code)).toMatch(/export\s*\{[^}]*\bas handler\b/);
  });

  it.each([
    ['True', true],
    ['False', false],
  ])('every function understands its settings, DryRunFlag %s among them', (DryRunFlag, isDryRun) => {
    for (const name of functions) {
      const { Variables } = functionCalled(name, { DryRunFlag }).Environment;
      const understood = functionSettings({ ...Variables, AWS_REGION: 'eu-central-1', RUN_BUCKET: 'runs' });
      expect(understood).toMatchObject({
        isDryRun,
        adminEmail: 'security@example.com',
        templateFolder: `${PREFIX}/template/`,
        settings: {
          memberRole: 'asa-iam-key-rotation-lambda-assumed-role',
          listRole: 'asa-iam-key-rotation-list-accounts-role',
          organizationId: 'o-a1b2c3d4e5',
        },
      });
      const { enforce = '', audit = '' } = understood.settings.templates ?? {};
      for (const key of [enforce, audit]) expect(objects.has(key), key).toBe(true);
    }
  });
});

describe('the guide, the manual test', () => {
  it('the test event rotates one user', () => {
    expect(inventoryEvent({ ForceRotate: 'alice' })).toEqual({ kind: 'start', force: { name: 'alice' } });
    expect(inventoryEvent({ ForceRotate: 'alice', account: '222222222222', dryrun: 'True' })).toEqual({
      kind: 'start',
      force: { name: 'alice', account: '222222222222' },
      dryrun: true,
    });
    expect(inventoryEvent({})).toEqual({ kind: 'start' });
  });

  it('the other two functions take their events too', () => {
    const account = { account: '222222222222', name: 'payments', email: 'payments@example.com' };
    expect(rotationEvent(account)).toMatchObject({ kind: 'direct', ticket: account, force: undefined });
    expect(rotationEvent({ ...account, ForceRotate: 'alice', dryrun: 'True' })).toMatchObject({
      force: { name: 'alice' },
    });
    const mail = {
      email: 'payments@example.com',
      subject: 'A key',
      email_template: 'iam-auto-key-rotation-enforcement.html',
      template_values: {
        partition_name: 'aws',
        account_id: '222222222222',
        account_name: 'payments',
        timestamp: 'today',
        actions: 'none',
        rotation_period: 90,
        installation_grace_period: 10,
        recovery_grace_period: 10,
        sender_email: 'security@example.com',
      },
    };
    expect(notifierEvent(mail)).toMatchObject({ kind: 'letter', email: 'payments@example.com' });
  });

  it('the new key is in a secret of the known name', () => {
    expect(secretName('222222222222' as AccountId, 'alice')).toBe('Account_222222222222_User_alice_AccessKey');
  });
});
