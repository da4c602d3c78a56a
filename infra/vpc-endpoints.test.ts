import { App, Stack } from 'aws-cdk-lib';
import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';
import { describe, expect, it } from 'vitest';
import { ownFolder } from '../test/support/own-folder.ts';
import { resolved, resolver } from './resolved.fixture.ts';
import { givenNetwork, templateNamed } from './written.fixture.ts';

type Texts = Readonly<Record<string, string>>;

const template = templateNamed('vpcEndpoints');

const endpointsIn = (partition: string, region: string, parameters: Texts = {}) =>
  Object.values(resolved(template, { parameters: { ...givenNetwork, ...parameters }, partition, region }))
    .filter(({ Type }) => Type === 'AWS::EC2::VPCEndpoint')
    .map(({ Properties }) => Properties);

const namesIn = (...place: Parameters<typeof endpointsIn>) =>
  endpointsIn(...place).map(({ ServiceName }) => ServiceName);

describe('the endpoints', () => {
  it('are of all that the functions call, in the home of IAM and Organizations', () => {
    expect(namesIn('aws', 'us-east-1')).toEqual([
      'com.amazonaws.us-east-1.sts',
      'com.amazonaws.us-east-1.s3',
      'com.amazonaws.us-east-1.secretsmanager',
      'com.amazonaws.us-east-1.states',
      'com.amazonaws.us-east-1.email',
      'com.amazonaws.us-east-1.cloudtrail',
      'com.amazonaws.iam',
      'com.amazonaws.us-east-1.organizations',
      'com.amazonaws.us-east-1.account',
    ]);
  });

  it('are fewer elsewhere, where these have none', () => {
    expect(namesIn('aws', 'eu-central-1')).toEqual([
      'com.amazonaws.eu-central-1.sts',
      'com.amazonaws.eu-central-1.s3',
      'com.amazonaws.eu-central-1.secretsmanager',
      'com.amazonaws.eu-central-1.states',
      'com.amazonaws.eu-central-1.email',
      'com.amazonaws.eu-central-1.cloudtrail',
    ]);
    expect(namesIn('aws-us-gov', 'us-gov-west-1').at(-1)).toBe('com.amazonaws.us-gov-west-1.organizations');
    expect(namesIn('aws-us-gov', 'us-gov-east-1')).toHaveLength(6);
  });

  it('have the names of China there, and leave out what it has not', () => {
    const everywhere = (region: string) => [
      `cn.com.amazonaws.${region}.sts`,
      `com.amazonaws.${region}.s3`,
      `com.amazonaws.${region}.secretsmanager`,
      `cn.com.amazonaws.${region}.states`,
      `com.amazonaws.${region}.cloudtrail`,
    ];
    expect(namesIn('aws-cn', 'cn-north-1')).toEqual(everywhere('cn-north-1'));
    expect(namesIn('aws-cn', 'cn-northwest-1')).toEqual([
      ...everywhere('cn-northwest-1'),
      'com.amazonaws.cn-northwest-1.organizations',
      'cn.com.amazonaws.cn-northwest-1.account',
    ]);
  });

  it.each([
    ['cn-north-1', 'aws-cn'],
    ['cn-northwest-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-east-1', 'aws'],
  ])('begin as the CDK knows it: %s', (region, partition) => {
    const stack = new Stack(new App({ analyticsReporting: false, outdir: ownFolder() }), 'Any', {
      env: { region, account: '111111111111' },
    });
    for (const name of namesIn(partition, region)) {
      const [last = ''] = name.split('.').slice(-1);
      if (last === 's3' || name === 'com.amazonaws.iam') continue;
      expect(name).toBe(stack.resolve(new InterfaceVpcEndpointAwsService(last).name));
    }
  });

  it('can be left out each, as where the VPC has them already', () => {
    const flags = Object.keys(template.Parameters as object).filter((name) => name.startsWith('pCreate'));
    const ofSmtp = ['pCreateSSMEndpoint', 'pCreateSMTPEndpoint'];
    for (const flag of flags.filter((name) => !ofSmtp.includes(name)))
      expect(namesIn('aws', 'us-east-1', { [flag]: 'False' })).toHaveLength(8);
    expect(namesIn('aws', 'us-east-1', { pCreateSSMEndpoint: 'True' })).toContain('com.amazonaws.us-east-1.ssm');
    expect(namesIn('aws', 'us-east-1', { pCreateSMTPEndpoint: 'True' })).toContain(
      'com.amazonaws.us-east-1.email-smtp',
    );
    expect(namesIn('aws-cn', 'cn-north-1', { pCreateSMTPEndpoint: 'True' }).join()).not.toContain('email-smtp');
  });

  it('let clients in on the ports of SMTP only where that endpoint is made', () => {
    const portsWith = (parameters: Record<string, string>): readonly unknown[] => {
      const place = { partition: 'aws', region: 'us-east-1' };
      const [group] = Object.values(
        resolved(template, { parameters: { ...givenNetwork, ...parameters }, ...place }),
      ).filter(({ Type }) => Type === 'AWS::EC2::SecurityGroup');
      const ingress: readonly { readonly FromPort: number }[] = group?.Properties.SecurityGroupIngress ?? [];
      return ingress.map(({ FromPort }) => FromPort);
    };
    expect(portsWith({})).toEqual([443]);
    expect(portsWith({ pCreateSMTPEndpoint: 'True' })).toEqual([443, 465, 587, 2465, 2587]);
  });

  it('answer under the host names that every program asks for, in each subnet', () => {
    for (const endpoint of endpointsIn('aws', 'us-east-1')) {
      const isGateway = endpoint.VpcEndpointType === 'Gateway';
      expect(endpoint).toMatchObject(
        isGateway
          ? { RouteTableIds: ['rtb-1'] }
          : { PrivateDnsEnabled: true, SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['ASAEndpointsSG'] },
      );
    }
  });
});

describe('the rules of the endpoints', () => {
  const rules = Object.values(
    template.Rules as Record<string, { RuleCondition?: unknown; Assertions: { Assert: unknown }[] }>,
  );
  const isAccepted = (parameters: Texts): boolean => {
    const resolve = resolver(template, { parameters: { ...givenNetwork, ...parameters } });
    return rules
      .filter(({ RuleCondition }) => RuleCondition === undefined || resolve(RuleCondition) === true)
      .every(({ Assertions }) => Assertions.every(({ Assert }) => resolve(Assert) === true));
  };

  it.each([
    ['one range', {}, true],
    ['everybody', { pVPCCidr: '0.0.0.0/0' }, false],
    ['a gateway without routes', { pRouteTableIds: '' }, false],
    ['no routes, and no gateway', { pRouteTableIds: '', pCreateS3GatewayEndpoint: 'False' }, true],
  ])('%s', (_, parameters, accepted) => {
    expect(isAccepted(parameters)).toBe(accepted);
  });
});
