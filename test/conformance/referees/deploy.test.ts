import { DescribeStacksCommand, ListStackInstancesCommand, ListStackSetsCommand } from '@aws-sdk/client-cloudformation';
import { GetPolicyCommand, GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateSecretCommand, ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEMBER_ROLE } from '../../support/deployment.ts';
import { createMotoDeployment, MANAGEMENT, type MotoDeployment } from './deploy-stage.ts';
import { isPresent } from './tool.ts';

const isMotoHere = await isPresent('moto', 'python3', ['-c', 'import moto.server']);
const deployment = ['--yes', '--json', '--admin-email', 'security@example.com'];

describe.skipIf(!isMotoHere)(isMotoHere ? 'a deployment on moto' : 'skipped: moto not found', () => {
  let motoDeployment: MotoDeployment;
  let first: ReturnType<typeof told>;

  beforeAll(async () => {
    motoDeployment = await createMotoDeployment();
    const secrets = (await motoDeployment.within(motoDeployment.memberIds[0] ?? '')).secrets;
    await secrets.send(new CreateSecretCommand({ Name: 'Account_1_User_ann_AccessKey', SecretString: 'kept' }));
    first = told(await motoDeployment.keyturn('deploy', ...deployment));
  });
  afterAll(() => motoDeployment?.close());

  it('makes every part', () => {
    expect(first.code).toBe(0);
    expect(first.outcomes).toEqual({
      bucket: 'created',
      package: 'created',
      'list-role': 'created',
      members: 'created',
      management: 'created',
      main: 'created',
    });
  });

  it('puts role and policy into every member account, however deep its unit, and into the management account once', async () => {
    const { Summaries = [] } = await motoDeployment.cloudFormation.send(
      new ListStackInstancesCommand({ StackSetName: 'keyturn-members' }),
    );
    expect(Summaries.map(({ Account }) => Account).sort()).toEqual([...motoDeployment.memberIds].sort());
    for (const id of [MANAGEMENT, ...motoDeployment.memberIds]) {
      const { iam } = id === MANAGEMENT ? motoDeployment.own : await motoDeployment.within(id);
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: MEMBER_ROLE }));
      expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain(`arn:aws:iam::${MANAGEMENT}:root`);
      const PolicyArn = `arn:aws:iam::${id}:policy/keyturn-read-own-access-key`;
      expect(await iam.send(new GetPolicyCommand({ PolicyArn }))).toMatchObject({ Policy: { Arn: PolicyArn } });
    }
  });

  it('is service-managed, and starts as a dry run', async () => {
    const { Summaries } = await motoDeployment.cloudFormation.send(new ListStackSetsCommand({}));
    expect(Summaries).toMatchObject([{ StackSetName: 'keyturn-members', Status: 'ACTIVE' }]);
    const { Stacks } = await motoDeployment.cloudFormation.send(new DescribeStacksCommand({ StackName: 'keyturn' }));
    const parameters = Object.fromEntries(
      (Stacks?.[0]?.Parameters ?? []).map((each) => [each.ParameterKey, each.ParameterValue]),
    );
    expect(parameters).toMatchObject({
      DryRunFlag: 'True',
      AdminEmailAddress: 'security@example.com',
      OrgListAccount: MANAGEMENT,
      S3BucketName: `keyturn-${MANAGEMENT}-us-east-1`,
      S3BucketPrefix: 'asa/asa-iam-rotation',
    });
  });

  it('changes nothing when it is repeated, nor in a dry run, and asks for the address no more', async () => {
    for (const args of [
      ['--yes', '--json'],
      ['--dry-run', '--json', '--set', 'dryRun=true'],
    ]) {
      const again = told(await motoDeployment.keyturn('deploy', ...args));
      expect(new Set(Object.values(again.outcomes))).toEqual(new Set(['unchanged']));
      expect(again.apiCalls.writes).toBe(0);
    }
  });

  it('shows its state, and a person the way on', async () => {
    const { status } = { status: JSON.parse((await motoDeployment.keyturn('deploy', '--status', '--json')).stdout) };
    expect(status.dryRunFlag).toBe('True');
    expect(status.members).toMatchObject({ failed: [], isAsPackaged: true });
    expect(status.bucket).toMatchObject({ exists: true, differing: [] });
    expect(status.apiCalls.writes).toBe(0);
    const text = await motoDeployment.keyturn('deploy', '--yes');
    expect(text.stdout).toContain('keyturn deploy --set dryRun=false');
  });

  it('asks nobody where nobody can answer', async () => {
    const ended = await motoDeployment.keyturn('deploy', '--admin-email', 'security@example.com');
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining('KT-110')]);
  });

  it('is taken away again, but for secrets and buckets; and a second time there is nothing to do', async () => {
    const gone = told(await motoDeployment.keyturn('undeploy', '--yes', '--json'));
    expect(gone.outcomes).toEqual({
      secrets: 'unchanged',
      main: 'deleted',
      management: 'deleted',
      members: 'deleted',
      'list-role': 'deleted',
    });
    expect(gone.buckets).toHaveLength(2);
    const roles = await Promise.all(
      motoDeployment.memberIds.map(
        async (id) => (await (await motoDeployment.within(id)).iam.send(new ListRolesCommand({}))).Roles,
      ),
    );
    expect(roles.flat().map((role) => role?.RoleName)).not.toContain(MEMBER_ROLE);
    const { secrets } = await motoDeployment.within(motoDeployment.memberIds[0] ?? '');
    const { SecretList } = await secrets.send(new ListSecretsCommand({}));
    expect(SecretList).toMatchObject([{ Name: 'Account_1_User_ann_AccessKey' }]);
    const again = told(await motoDeployment.keyturn('undeploy', '--yes', '--json'));
    expect(new Set(Object.values(again.outcomes))).toEqual(new Set(['absent']));
    expect(again.apiCalls.writes).toBe(0);
  });
});

interface TestedPart {
  readonly part: string;
  readonly outcome: string;
}

const told = ({
  code,
  stdout,
  stderr,
}: {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}) => {
  if (!stdout.startsWith('{')) throw new Error(stderr || stdout);
  const { parts, ...others } = JSON.parse(stdout);
  const outcomes = Object.fromEntries(parts.map(({ part, outcome }: TestedPart) => [part, outcome]));
  return { code, ...others, outcomes } as {
    readonly code: number;
    readonly outcomes: Readonly<Record<string, string>>;
    readonly buckets: readonly string[];
    readonly apiCalls: { readonly writes: number };
  };
};
