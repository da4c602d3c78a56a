import { formats } from '../formats.ts';
import { orNothing, type Parameter } from '../parameters.ts';

/** Where the functions run; the first four have the AWS sample's names. */
export const network: Readonly<Record<string, Parameter>> = {
  RunLambdaInVPC: {
    label: 'Functions in a VPC',
    description: 'True: the functions run in the subnets below, and reach AWS from there. False: outside of VPCs.',
    default: 'False',
    allowed: ['True', 'False'],
  },
  VpcId: {
    label: 'VPC',
    description: 'The VPC of the functions. Used with RunLambdaInVPC True alone.',
    default: '',
    format: orNothing(formats.vpcId),
  },
  VpcCidr: {
    label: 'CIDR range of the VPC',
    description: 'What VpcEgress vpc opens: the range that has the endpoints, as 10.0.0.0/16. Used with it alone.',
    default: '0.0.0.0/0',
    format: orNothing(formats.cidr),
  },
  SubnetId: {
    label: 'Subnets',
    description:
      'Private subnets of that VPC, with commas between: one, or better two in different Availability Zones. Used with RunLambdaInVPC True alone.',
    default: '',
    format: orNothing(formats.subnetIds),
  },
  VpcEgress: {
    label: 'What the functions may reach',
    description:
      'anywhere: port 443 of every address, as calls need that leave the VPC by a NAT. vpc: port 443 of VpcCidr and of S3PrefixListId, and nothing else.',
    default: 'anywhere',
    allowed: ['anywhere', 'vpc'],
  },
  S3PrefixListId: {
    label: 'Prefix list of S3',
    description:
      'With VpcEgress vpc: id of the prefix list of S3 in this Region, where S3 is reached by a gateway endpoint. Empty: by an interface endpoint in VpcCidr.',
    default: '',
    format: orNothing(formats.prefixListId),
  },
};
