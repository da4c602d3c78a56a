import { endpointName, endpointServices, type Place, sesBySmtp } from '../../app/deploy/network/endpoint-services.ts';
import { type FunctionCall, functionCalls } from '../../app/deploy/network/function-calls.ts';
import { runsInVpc } from '../../app/deploy/network/half-network.ts';
import type { Texts } from '../../app/deploy/package-file.ts';
import { type Finding, ok, warning } from '../check/finding.ts';

const SUBJECT = 'VPC';
const GUIDE = 'docs/deploy.md, "In a VPC"';

/**
 * What the functions reach from the VPC that they would run in, and what by a NAT alone. Nobody can see from here
 * whether there is one: so that each is a hint, and no reason to refuse.
 */
export const checkFunctionNetwork = (parameters: Texts, { partition, region }: Place): readonly Finding[] => {
  if (!runsInVpc(parameters)) return [];
  const { VpcId = '', SubnetId = '', SecretRegion = '', Regions = '', SMTPHost = '' } = parameters;
  const subnets = listed(SubnetId).length;
  const calls = functionCalls({
    ...{ partition, region, regions: listed(Regions), isBySmtp: SMTPHost !== '' },
    ...(SecretRegion === '' ? {} : { secretRegion: SecretRegion }),
  });
  const where = `the functions run in ${VpcId}, in ${subnets === 1 ? 'one subnet' : `${subnets} subnets`}`;
  return [
    ok(SUBJECT, `${where}, and may reach port 443 of ${openTo(parameters)}`),
    ...(subnets === 1 ? [oneSubnet] : []),
    ...ofEndpoints(calls.filter(({ endpoint }) => endpoint !== undefined)),
    ...ofNat(
      calls.filter(({ endpoint }) => endpoint === undefined),
      parameters,
    ),
    ...ofPrefixList(parameters, region),
    ...ofMailServer(parameters, { partition, region }),
  ];
};

const openTo = ({ VpcEgress, VpcCidr = '', S3PrefixListId = '' }: Texts): string =>
  VpcEgress === 'vpc' ? [VpcCidr, S3PrefixListId].filter((each) => each !== '').join(' and ') : 'every address';

const oneSubnet = warning(
  SUBJECT,
  'one subnet: while its Availability Zone fails, no run works',
  'give SubnetId two subnets, in different Availability Zones',
);

const ofEndpoints = (calls: readonly FunctionCall[]): readonly Finding[] => [
  ok(SUBJECT, `can be reached by endpoints, which ASA-iam-key-auto-rotation-vpc-endpoints.yaml makes: ${named(calls)}`),
];

const ofNat = (calls: readonly FunctionCall[], { VpcEgress }: Texts): readonly Finding[] => {
  if (calls.length === 0) return [];
  const without =
    'Without it runs fail: KT-205 names the host, and keyturn-inventory-errors or keyturn-accounts-failed is raised';
  if (VpcEgress !== 'vpc')
    return [
      warning(
        SUBJECT,
        `have no endpoint in this Region, so that a NAT must lead there: ${named(calls)}`,
        `give the route tables of the subnets a route to a NAT. ${without} (${GUIDE})`,
      ),
    ];
  return [
    warning(
      SUBJECT,
      `VpcEgress vpc closes the way to what has no endpoint in this Region: ${named(calls)}`,
      `deploy with --parameter VpcEgress=anywhere and a NAT, or reach them within VpcCidr; --set regions=REGION leaves out those where no secrets are (${GUIDE}). ${without}`,
    ),
  ];
};

const ofPrefixList = ({ VpcEgress, S3PrefixListId = '' }: Texts, region: string): readonly Finding[] =>
  VpcEgress !== 'vpc' || S3PrefixListId !== ''
    ? []
    : [
        warning(
          SUBJECT,
          'S3PrefixListId is empty: a gateway endpoint of S3 cannot be reached, and an interface endpoint must be in VpcCidr',
          `aws ec2 describe-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.${region}.s3 --query PrefixLists[].PrefixListId`,
        ),
      ];

/** SES's own server can be reached by an endpoint, any other by whatever leads there. */
const ofMailServer = ({ SMTPHost = '', SMTPPort = '', ...egress }: Texts, place: Place): readonly Finding[] => {
  if (SMTPHost === '') return [];
  const isOfSes = endpointName(sesBySmtp, place) !== undefined && SMTPHost.startsWith(`email-smtp.${place.region}.`);
  const way = isOfSes
    ? 'pCreateSMTPEndpoint of the endpoints template leads there, or a NAT'
    : 'a NAT, or a route to the network it is in, must lead there';
  return [ok(SUBJECT, `mails go to port ${SMTPPort} of ${SMTPHost}, which is open to ${openTo(egress)}: ${way}`)];
};

const named = (calls: readonly FunctionCall[]): string =>
  calls.map(({ service, host }) => `${endpointServices[service].label} (${host})`).join(', ');

const listed = (text: string): readonly string[] => text.split(',').filter((each) => each !== '');
