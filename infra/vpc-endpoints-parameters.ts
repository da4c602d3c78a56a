import { type EndpointService, endpointServices, sesBySmtp } from '../src/app/deploy/network/endpoint-services.ts';
import { formats } from './formats.ts';
import { orNothing, type Parameter, type ParameterGroups } from './parameters.ts';

export interface OfferedEndpoint {
  readonly id: string;
  readonly logicalId: string;
  /** The parameter that asks for it. */
  readonly flag: string;
  readonly service: EndpointService;
  readonly isDefault: boolean;
}

const offered = (
  id: string,
  service: EndpointService,
  { logicalId = `${id}Endpoint`, flag = `pCreate${id}Endpoint`, isDefault = true } = {},
): OfferedEndpoint => ({ id, logicalId, flag, service, isDefault });

/**
 * Ids and parameters that the AWS sample's template has are its own: so its stack is updated in place, where a second
 * endpoint of the same service could not be made beside the first, since each has the same private host name.
 */
export const offeredEndpoints: readonly OfferedEndpoint[] = [
  offered('STS', endpointServices.sts, { logicalId: 'asaSTSVpcEndpoint' }),
  offered('S3', endpointServices.s3, { logicalId: 'asaS3VpcEndpoint', flag: 'pCreateS3GatewayEndpoint' }),
  offered('SecretsManager', endpointServices.secretsmanager, { logicalId: 'asaSecretsManagerVpcEndpoint' }),
  offered('StepFunctions', endpointServices.sfn),
  offered('SES', endpointServices.sesv2, { logicalId: 'asaSESVpcEndpoint' }),
  offered('CloudTrail', endpointServices.cloudtrail),
  offered('IAM', endpointServices.iam),
  offered('Organizations', endpointServices.organizations),
  offered('Account', endpointServices.account),
  // For mail by SMTP alone.
  offered('SSM', endpointServices.ssm, { logicalId: 'asaSsmVpcEndpoint', isDefault: false }),
  offered('SMTP', sesBySmtp, { isDefault: false }),
];

const flagOf = ({ flag, service, isDefault }: OfferedEndpoint): readonly [string, Parameter] => [
  flag,
  {
    label: service.label,
    description: wordsFor(service, isDefault),
    default: isDefault ? 'True' : 'False',
    allowed: ['True', 'False'],
  },
];

const wordsFor = ({ label, type, home, noneIn = [] }: EndpointService, isDefault: boolean): string => {
  const homes = Object.entries(home ?? {}).flatMap(([partition, region]) =>
    noneIn.includes(partition) ? [] : [region],
  );
  const where = homes.length === 0 ? '' : `, made in ${homes.join(', ')} alone`;
  const exception = home === undefined && noneIn.length > 0 ? ', but in China, which has none' : '';
  const what = `True: ${type === 'gateway' ? 'a gateway' : 'an'} endpoint of ${label}${where}${exception}.`;
  return isDefault
    ? `${what} False: none, as where the VPC has it already.`
    : `${what} It is called where mails go by SMTP alone.`;
};

export const vpcEndpointsParameters: ParameterGroups = {
  Network: {
    pVpcId: { label: 'VPC', description: 'The VPC that gets the endpoints.', type: 'AWS::EC2::VPC::Id' },
    pSubnetId: {
      label: 'Subnets',
      description: 'One subnet in each Availability Zone from which the endpoints are used.',
      type: 'List<AWS::EC2::Subnet::Id>',
    },
    pVPCCidr: {
      label: 'Clients',
      description: 'Who may use the endpoints: the range of the VPC or of some subnets, as 10.0.0.0/16.',
      format: formats.cidr,
    },
    pRouteTableIds: {
      label: 'Route tables',
      description: 'Route tables of those subnets, with commas between: S3 is reached by a route.',
      default: '',
      format: orNothing(formats.routeTableIds),
    },
  },
  'Which endpoints': Object.fromEntries(offeredEndpoints.map(flagOf)),
};
