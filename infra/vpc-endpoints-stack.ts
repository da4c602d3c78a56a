import { CfnCondition, CfnMapping, CfnOutput, Fn, type Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { formats } from './formats.ts';
import { templateFiles } from './names.ts';
import { addParameters, type ParameterGroups } from './parameters.ts';
import { plainStack } from './plain-stack.ts';

/**
 * Services that keyturn talks to and that have an endpoint in a VPC; IAM and Organizations have one in few Regions
 * only.
 */
const services = {
  CloudTrail: { name: 'cloudtrail', china: 'com.amazonaws' },
  Logs: { name: 'logs', china: 'com.amazonaws' },
  SecretsManager: { name: 'secretsmanager', china: 'com.amazonaws' },
  Ses: { name: 'email', china: undefined },
  States: { name: 'states', china: 'cn.com.amazonaws' },
  Sts: { name: 'sts', china: 'cn.com.amazonaws' },
} as const;

const entries = Object.entries(services);

/** Names of endpoints begin otherwise for some services in China, where there is no SES. */
const prefixes = {
  aws: Object.fromEntries(entries.map(([id]) => [id, 'com.amazonaws'])),
  'aws-cn': Object.fromEntries(entries.map(([id, { china }]) => [id, china ?? 'com.amazonaws'])),
  'aws-us-gov': Object.fromEntries(entries.map(([id]) => [id, 'com.amazonaws'])),
  'aws-eusc': Object.fromEntries(entries.map(([id]) => [id, 'com.amazonaws'])),
};

/** Private ways to AWS out of a VPC, for owners who fetch their secrets there and for `keyturn apply`. */
export const vpcEndpointsStack = (): Stack => {
  const stack = plainStack({
    name: templateFiles.vpcEndpoints.replace('.yaml', ''),
    description: 'keyturn: endpoints of the AWS services it uses, in a VPC without a way to the internet. Optional.',
    part: 'vpc-endpoints',
  });
  addParameters(stack, groups);
  new CfnMapping(stack, 'Prefixes', { mapping: prefixes });
  new CfnCondition(stack, 'HasSes', {
    expression: Fn.conditionNot(Fn.conditionEquals(Fn.ref('AWS::Partition'), 'aws-cn')),
  });
  const group = addSecurityGroup(stack);
  for (const [id, { name }] of entries) addInterface(stack, { id, name, group });
  addGateway(stack);
  new CfnOutput(stack, 'EndpointSecurityGroup', {
    description: 'Lets the given range in on port 443',
    value: group.attrGroupId,
  });
  return stack;
};

const addSecurityGroup = (stack: Stack): CfnSecurityGroup =>
  new CfnSecurityGroup(stack, 'EndpointClients', {
    groupDescription: 'keyturn: who may use the endpoints',
    vpcId: Fn.ref('VpcId'),
    securityGroupIngress: [
      { ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: Fn.ref('ClientCidr'), description: 'HTTPS of clients' },
    ],
    // An endpoint answers and never calls; none at all would mean everywhere.
    securityGroupEgress: [
      { ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: '127.0.0.1/32', description: 'nowhere' },
    ],
  });

const addInterface = (
  stack: Stack,
  { id, name, group }: { readonly id: string; readonly name: string; readonly group: CfnSecurityGroup },
): void => {
  const endpoint = new CfnVPCEndpoint(stack, `${id}Endpoint`, {
    vpcEndpointType: 'Interface',
    vpcId: Fn.ref('VpcId'),
    subnetIds: Fn.ref('SubnetIds') as unknown as string[],
    securityGroupIds: [group.attrGroupId],
    privateDnsEnabled: true,
    serviceName: Fn.sub(`\${Prefix}.\${AWS::Region}.${name}`, {
      Prefix: Fn.findInMap('Prefixes', Fn.ref('AWS::Partition'), id),
    }),
  });
  if (id === 'Ses') endpoint.addOverride('Condition', 'HasSes');
};

const addGateway = (stack: Stack): void => {
  new CfnVPCEndpoint(stack, 'S3Endpoint', {
    vpcEndpointType: 'Gateway',
    vpcId: Fn.ref('VpcId'),
    routeTableIds: Fn.ref('RouteTableIds') as unknown as string[],
    serviceName: Fn.sub('com.amazonaws.${AWS::Region}.s3'),
  });
};

const groups: ParameterGroups = {
  Network: {
    VpcId: { label: 'VPC', description: 'The VPC that gets the endpoints.', type: 'AWS::EC2::VPC::Id' },
    SubnetIds: {
      label: 'Subnets',
      description: 'One subnet in each Availability Zone from which the endpoints are used.',
      type: 'List<AWS::EC2::Subnet::Id>',
    },
    RouteTableIds: {
      label: 'Route tables',
      description: 'Route tables of those subnets, with commas between: S3 is reached by a route.',
      type: 'CommaDelimitedList',
    },
    ClientCidr: {
      label: 'Clients',
      description: 'Who may use the endpoints: the range of the VPC or of some subnets, as 10.0.0.0/16.',
      format: formats.cidr,
    },
  },
};
