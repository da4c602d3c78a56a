import { DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { GetPolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMotoDeployment, MANAGEMENT, type MotoDeployment, REGION } from './deploy-stage.ts';
import { factsOf, goBack, installSample, type SampleFacts } from './sample-installation.ts';
import { isPresent } from './tool.ts';

const isMotoHere = await isPresent('moto', 'python3', ['-c', 'import moto.server']);

describe.skipIf(!isMotoHere)(
  isMotoHere ? "moving over from the AWS sample's stacks, in place" : 'skipped: moto not found',
  () => {
    let motoDeployment: MotoDeployment;
    let before: SampleFacts;
    let ended: Awaited<ReturnType<MotoDeployment['keyturn']>>;

    beforeAll(async () => {
      motoDeployment = await createMotoDeployment();
      await installSample(motoDeployment);
      before = await factsOf(motoDeployment);
      const names = ['--stack-set-name', 'sample-members', '--stack-name', 'sample-main'];
      ended = await motoDeployment.keyturn('deploy', '--yes', '--json', ...names);
    });
    afterAll(() => motoDeployment?.close());

    it('updates its StackSet and its stack, and makes what it did not have', () => {
      const { parts } = JSON.parse(ended.stdout || '{}');
      expect([ended.code, ended.stderr]).toEqual([0, '']);
      expect(parts.map(({ part, name, outcome }: Record<string, string>) => [part, name, outcome])).toEqual([
        ['bucket', `keyturn-${MANAGEMENT}-${REGION}`, 'created'],
        ['package', expect.any(String), 'created'],
        ['list-role', 'keyturn-list-accounts-role', 'created'],
        ['members', 'sample-members', 'updated'],
        ['management', 'keyturn-management-account', 'created'],
        ['main', 'sample-main', 'updated'],
      ]);
    });

    it('removes and replaces nothing that has a name', () => {
      const lines: string[] = JSON.parse(ended.stdout).parts.flatMap(({ lines }: { lines: string[] }) => lines);
      expect(lines.filter((line) => /REPLACED|^Remove/.test(line))).toEqual(['Remove SampleRole (AWS::IAM::Role)']);
      expect(lines).toContain('Modify ASAIAMAssumedRole (AWS::IAM::Role)');
      expect(lines).toContain('Modify AccountInventoryLambdaFunction (AWS::Lambda::Function)');
    });

    it('keeps stacks, roles, members of the exemption group, and secrets', async () => {
      expect(await factsOf(motoDeployment)).toEqual(before);
    });

    it('keeps what was set in the console, and says what is new', async () => {
      const { Stacks } = await motoDeployment.cloudFormation.send(
        new DescribeStacksCommand({ StackName: 'sample-main' }),
      );
      const parameters = Object.fromEntries(
        (Stacks?.[0]?.Parameters ?? []).map((each) => [each.ParameterKey, each.ParameterValue]),
      );
      expect(parameters).toMatchObject({
        AdminEmailAddress: 'admin@example.com',
        RotationPeriod: '80',
        InactivePeriod: '90',
        DryRunFlag: 'False',
      });
    });

    it('brings the policy by which users read their secrets', async () => {
      for (const id of motoDeployment.memberIds) {
        const PolicyArn = `arn:aws:iam::${id}:policy/keyturn-read-own-access-key`;
        const { iam } = await motoDeployment.within(id);
        expect(await iam.send(new GetPolicyCommand({ PolicyArn }))).toMatchObject({ Policy: { Arn: PolicyArn } });
      }
    });

    it('keeps them too on the way back', async () => {
      await goBack(motoDeployment);
      expect(await factsOf(motoDeployment)).toEqual(before);
      const { StackResourceSummaries = [] } = await motoDeployment.cloudFormation.send(
        new ListStackResourcesCommand({ StackName: 'sample-main' }),
      );
      expect(StackResourceSummaries.map(({ LogicalResourceId }) => LogicalResourceId).sort()).toEqual([
        'AccessKeyRotateLambdaFunction',
        'AccountInventoryLambdaFunction',
        'NotifierLambdaFunction',
        'SampleRole',
      ]);
    });
  },
);
