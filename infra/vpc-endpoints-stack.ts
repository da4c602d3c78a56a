import { CfnCondition, CfnMapping, CfnOutput, CfnRule, Fn, type Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { beginningOf, type EndpointService } from '../src/app/deploy/network/endpoint-services.ts';
import { templateFiles } from './names.ts';
import { addParameters } from './parameters.ts';
import { plainStack } from './plain-stack.ts';
import { type OfferedEndpoint, offeredEndpoints, vpcEndpointsParameters } from './vpc-endpoints-parameters.ts';

const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'] as const;

/** Private ways to AWS out of a VPC: for the functions, for owners who fetch secrets there, and for `keyturn apply`. */
export const vpcEndpointsStack = (): Stack => {
  const stack = plainStack({
    name: templateFiles.vpcEndpoints.replace('.yaml', ''),
    description: 'keyturn: endpoints of the AWS services it uses, in a VPC. Optional.',
    part: 'vpc-endpoints',
  });
  addParameters(stack, vpcEndpointsParameters);
  refuseWhatIsOpenOrVain(stack);
  addMappings(stack);
  const group = addSecurityGroup(stack);
  for (const offered of offeredEndpoints) addEndpoint(stack, offered, group);
  new CfnOutput(stack, 'EndpointSecurityGroup', {
    description: 'Lets the given range in on port 443',
    value: group.attrGroupId,
  });
  return stack;
};

const refuseWhatIsOpenOrVain = (stack: Stack): void => {
  new CfnRule(stack, 'TheRangeIsNotEverything', {
    assertions: [
      {
        assert: Fn.conditionNot(Fn.conditionEquals(Fn.ref('pVPCCidr'), '0.0.0.0/0')),
        assertDescription:
          'pVPCCidr is 0.0.0.0/0, which lets in whoever is joined to the VPC: give the range of the VPC, or of the subnets that use the endpoints',
      },
    ],
  });
  new CfnRule(stack, 'AGatewayNeedsRoutes', {
    ruleCondition: Fn.conditionEquals(Fn.ref('pCreateS3GatewayEndpoint'), 'True'),
    assertions: [
      {
        assert: Fn.conditionNot(Fn.conditionEquals(Fn.ref('pRouteTableIds'), '')),
        assertDescription:
          'pCreateS3GatewayEndpoint is True: give pRouteTableIds, since the gateway is used by the routes in them alone',
      },
    ],
  });
};

/** What differs by partition: how names begin in China, and the one Region of services that have one. */
const addMappings = (stack: Stack): void => {
  const byPartition = (textFor: (service: EndpointService, partition: string) => string) =>
    Object.fromEntries(
      PARTITIONS.map((partition) => [
        partition,
        Object.fromEntries(offeredEndpoints.map(({ id, service }) => [id, textFor(service, partition)])),
      ]),
    );
  const home = ({ home, noneIn = [] }: EndpointService, partition: string) =>
    noneIn.includes(partition) ? NOWHERE : home === undefined ? EVERYWHERE : (home[partition] ?? NOWHERE);
  new CfnMapping(stack, 'Prefixes', { mapping: byPartition(beginningOf) });
  new CfnMapping(stack, 'Regions', { mapping: byPartition(home) });
};

const EVERYWHERE = 'each';
const NOWHERE = 'none';

/** Ends in a place that has the service, and is asked for. */
const addCondition = (stack: Stack, { id, flag }: OfferedEndpoint): string => {
  const made = `Makes${id}`;
  const where = Fn.findInMap('Regions', Fn.ref('AWS::Partition'), id);
  new CfnCondition(stack, made, {
    expression: Fn.conditionAnd(
      Fn.conditionEquals(Fn.ref(flag), 'True'),
      Fn.conditionOr(Fn.conditionEquals(where, EVERYWHERE), Fn.conditionEquals(where, Fn.ref('AWS::Region'))),
    ),
  });
  return made;
};

/** Ports of SES (https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html) that begin with TLS or know STARTTLS. */
const smtpPorts = [465, 587, 2465, 2587];

const addSecurityGroup = (stack: Stack): CfnSecurityGroup =>
  new CfnSecurityGroup(stack, 'ASAEndpointsSG', {
    groupDescription: 'keyturn: who may use the endpoints',
    vpcId: Fn.ref('pVpcId'),
    securityGroupIngress: [
      { ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: Fn.ref('pVPCCidr'), description: 'HTTPS of clients' },
      ...smtpPorts.map((port) =>
        Fn.conditionIf(
          'MakesSMTP',
          {
            ...{ IpProtocol: 'tcp', FromPort: port, ToPort: port },
            ...{ CidrIp: Fn.ref('pVPCCidr'), Description: 'Mail of clients' },
          },
          Fn.ref('AWS::NoValue'),
        ),
      ),
    ],
    // An endpoint answers and never calls; none at all would mean everywhere.
    securityGroupEgress: [
      { ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: '127.0.0.1/32', description: 'nowhere' },
    ],
  });

const addEndpoint = (stack: Stack, offered: OfferedEndpoint, group: CfnSecurityGroup): void => {
  const { logicalId, service } = offered;
  const place =
    service.type === 'gateway'
      ? { vpcEndpointType: 'Gateway', routeTableIds: Fn.split(',', Fn.ref('pRouteTableIds')) }
      : {
          vpcEndpointType: 'Interface',
          subnetIds: Fn.ref('pSubnetId') as unknown as string[],
          securityGroupIds: [group.attrGroupId],
          privateDnsEnabled: true,
        };
  const endpoint = new CfnVPCEndpoint(stack, logicalId, {
    vpcId: Fn.ref('pVpcId'),
    serviceName: serviceName(offered),
    ...place,
  });
  endpoint.addOverride('Condition', addCondition(stack, offered));
};

const serviceName = ({ id, service: { name, endpoint } }: OfferedEndpoint): string =>
  endpoint ??
  Fn.sub(`\${Prefix}.\${AWS::Region}.${name}`, { Prefix: Fn.findInMap('Prefixes', Fn.ref('AWS::Partition'), id) });
