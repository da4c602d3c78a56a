import { describe, expect, it } from 'vitest';
import { type ResolvedResource, resolved } from './resolved.fixture.ts';
import { given, templateNamed } from './written.fixture.ts';

const inVpc = { RunLambdaInVPC: 'True', VpcId: 'vpc-0a1b2c3d', SubnetId: 'subnet-0a1b2c3d' };

const made = (parameters: Readonly<Record<string, string>> = {}) =>
  resolved(templateNamed('main'), { parameters: { ...given, ...parameters } });

const functionsOf = (resources: ReturnType<typeof made>) =>
  Object.values(resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');

describe('functions in a VPC', () => {
  it('are all three in it, in one subnet as by the AWS sample, or in several', () => {
    for (const subnets of [['subnet-0a1b2c3d'], ['subnet-0a1b2c3d', 'subnet-1b2c3d4e']]) {
      const configs = functionsOf(made({ ...inVpc, SubnetId: subnets.join() })).map(
        ({ Properties }) => Properties.VpcConfig,
      );
      expect(configs).toEqual(Array(3).fill({ SubnetIds: subnets, SecurityGroupIds: ['FunctionNetwork'] }));
    }
  });

  it('let nobody in, and reach port 443 of whatever is there', () => {
    expect(made(inVpc).FunctionNetwork?.Properties).toMatchObject({ VpcId: 'vpc-0a1b2c3d' });
    expect(made(inVpc).FunctionNetwork?.Properties).not.toHaveProperty('SecurityGroupIngress');
    expect(egressOf(inVpc)).toEqual([['tcp', 443, 443, '0.0.0.0/0']]);
    expect(egressOf({ ...inVpc, VpcCidr: '10.0.0.0/16' })).toEqual([['tcp', 443, 443, '0.0.0.0/0']]);
  });

  it('reach the port of the SMTP server too, where one sends the mails', () => {
    const bySmtp = { ...inVpc, SMTPHost: 'mail.example.com', SMTPPort: '465' };
    expect(egressOf(bySmtp).map(String)).toEqual(['tcp,443,443,0.0.0.0/0', 'tcp,465,465,0.0.0.0/0']);
    expect(egressOf({ ...bySmtp, VpcEgress: 'vpc', VpcCidr: '10.0.0.0/16' }).map(String)).toEqual([
      'tcp,443,443,10.0.0.0/16',
      'tcp,465,465,10.0.0.0/16',
    ]);
  });

  it('reach with VpcEgress vpc the range, and the prefix list of S3 where it is given', () => {
    const closed = { ...inVpc, VpcEgress: 'vpc', VpcCidr: '10.0.0.0/16' };
    expect(egressOf(closed)).toEqual([['tcp', 443, 443, '10.0.0.0/16']]);
    expect(egressOf({ ...closed, S3PrefixListId: 'pl-0a1b2c3d' })).toEqual([
      ['tcp', 443, 443, '10.0.0.0/16'],
      ['tcp', 443, 443, 'pl-0a1b2c3d'],
    ]);
  });

  it('keep the right to their network interfaces until these are gone', () => {
    // Lambda deletes them by that right; CloudFormation takes away first what needs another resource.
    const { FunctionNetwork, FunctionNetworkAccess } = made(inVpc);
    expect(FunctionNetwork?.DependsOn).toEqual(['FunctionNetworkAccess']);
    expect([...(FunctionNetworkAccess?.Properties.Roles ?? [])].sort()).toEqual([
      'AccountInventoryFunctionExecutionRole',
      'NotifierFunctionExecutionRole',
      'RotationLambdaFunctionExecutionRole',
    ]);
  });

  it('are where they were without RunLambdaInVPC, whatever else is given', () => {
    const { RunLambdaInVPC: _, ...unused } = { ...inVpc, VpcCidr: '0.0.0.0/0', VpcEgress: 'vpc' };
    const resources = made(unused);
    expect(functionsOf(resources).map(({ Properties }) => Properties.VpcConfig)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(Object.keys(resources)).toEqual(Object.keys(made()));
    expect(Object.keys(resources)).not.toContain('FunctionNetwork');
    expect(Object.keys(resources)).not.toContain('FunctionNetworkAccess');
  });
});

interface Egress {
  readonly IpProtocol: string;
  readonly FromPort: number;
  readonly ToPort: number;
  readonly CidrIp?: string;
  readonly DestinationPrefixListId?: string;
}

const rulesOf = (group: ResolvedResource | undefined): readonly Egress[] => group?.Properties.SecurityGroupEgress ?? [];

const egressOf = (parameters: Readonly<Record<string, string>>) =>
  rulesOf(made(parameters).FunctionNetwork).map((rule) => [
    rule.IpProtocol,
    rule.FromPort,
    rule.ToPort,
    rule.CidrIp ?? rule.DestinationPrefixListId,
  ]);
