import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMotoDeployment, MANAGEMENT, type MotoDeployment, REGION } from './deploy-stage.ts';
import { changesOf, createWorkspace, moduleFolder, terraformProviders, type Workspace } from './terraform.ts';
import { isPresent } from './tool.ts';

const providers = await terraformProviders();
const isMotoHere = await isPresent('moto', 'python3', ['-c', 'import moto.server']);
const isPossible = providers !== undefined && isMotoHere;
const BUCKET = `keyturn-${MANAGEMENT}-${REGION}`;
const CODE = 'Lambda/access-key-rotation-0.zip';

const configuration = (folder: string, more = ''): string => `
provider "aws" {
  region            = "${REGION}"
  s3_use_path_style = true
}

module "keyturn" {
  source    = "${moduleFolder('deployment')}"
  providers = { aws = aws, aws.organization = aws, aws.management = aws }

  package_path        = "${folder}"
  admin_email_address = "security@example.com"
  ${more}
}
`;

describe.skipIf(!isPossible)(
  isPossible ? 'the module deployment on moto' : 'skipped: terraform or moto not found',
  () => {
    let deployed: MotoDeployment;
    let workspace: Workspace;
    let outcomes: Readonly<Record<string, string>>;

    beforeAll(async () => {
      deployed = await createMotoDeployment();
      workspace = await createWorkspace(providers ?? '', configuration(deployed.folder), deployed.environment);
      const { code, stderr } = await workspace.terraform('apply', '-auto-approve', '-input=false');
      expect([code, stderr]).toEqual([0, '']);
      const { stdout } = await deployed.keyturn(
        ...['deploy', '--dry-run', '--json', '--admin-email', 'security@example.com'],
      );
      outcomes = Object.fromEntries(
        JSON.parse(stdout).parts.map((each: Record<string, string>) => [each.part, each.outcome]),
      );
    });
    afterAll(async () => {
      workspace?.close();
      await deployed?.close();
    });

    it('makes what keyturn deploy would make, in which that finds nothing to change', () => {
      expect(outcomes).toEqual({
        bucket: 'unchanged',
        package: 'unchanged',
        'list-role': 'unchanged',
        members: 'unchanged',
        management: 'unchanged',
        main: 'unchanged',
      });
    });

    it('finds nothing to change itself when it is planned again', async () => {
      expect(changesOf(await workspace.plan())).toEqual([]);
    });

    it('refuses wrong settings, all at once, before anything is changed', async () => {
      const wrong = 'rotation_period = 0\n  user_path = "/*"\n  exempt_accounts = ["1234"]\n  two_key_policy = "guess"';
      workspace.write(configuration(deployed.folder, wrong));
      const refusal = await workspace.plan().catch(String);
      for (const words of [
        'from 1 to 3650',
        'begins and ends with /',
        'account ids of twelve digits',
        'retire-idle, report',
      ])
        expect(refusal).toContain(words);
    });

    it('refuses to take anything away', async () => {
      workspace.write(configuration(deployed.folder));
      const { code, stderr } = await workspace.terraform('plan', '-destroy', '-input=false');
      expect(code).toBe(1);
      expect(stderr).toContain('lifecycle.prevent_destroy set');
    });

    it('changes what is given, and gives code that somebody put into the bucket to no function', async () => {
      const s3 = new S3Client({
        endpoint: deployed.environment.AWS_ENDPOINT_URL ?? '',
        region: REGION,
        forcePathStyle: true,
        credentials: { accessKeyId: 'AKIAOPERATOR00000000', secretAccessKey: 'operator' },
      });
      const Key = `asa/asa-iam-rotation/${CODE}`;
      const { VersionId = '' } = await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: 'not of keyturn' }));
      expect(VersionId).not.toBe('');
      workspace.write(configuration(deployed.folder, 'dry_run_flag = false\n  secret_writers = ["role/ops"]'));
      const { resource_changes } = await workspace.plan();
      expect(changesOf({ resource_changes })).toEqual([
        'module.keyturn.aws_cloudformation_stack.main update',
        `module.keyturn.aws_s3_object.package["${CODE}"] update`,
      ]);
      const main = resource_changes.find(({ address }) => address.endsWith('stack.main'))?.change.after;
      // What depends on the upload is known after it.
      expect(JSON.stringify(main)).not.toContain(VersionId);
      const applied = await workspace.terraform('apply', '-input=false', 'plan');
      expect([applied.code, applied.stderr]).toEqual([0, '']);
      const { Stacks } = await deployed.cloudFormation.send(new DescribeStacksCommand({ StackName: 'keyturn' }));
      const parameters = Object.fromEntries(
        (Stacks?.[0]?.Parameters ?? []).map((each) => [each.ParameterKey, each.ParameterValue]),
      );
      expect(parameters).toMatchObject({ DryRunFlag: 'False', SecretWriters: 'role/ops' });
      const { VersionId: now, Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
      expect([parameters.RotationCodeVersion, await Body?.transformToString()]).toEqual([
        now,
        CODE.replace('Lambda/', ''),
      ]);
    });
  },
);
