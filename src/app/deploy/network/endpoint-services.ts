/** What the functions call, under the SDK's names. */
export type CalledService =
  | 'account'
  | 'cloudtrail'
  | 'iam'
  | 'organizations'
  | 's3'
  | 'secretsmanager'
  | 'sesv2'
  | 'sfn'
  | 'ssm'
  | 'sts';

/** How a service can be reached from a VPC without leaving AWS's network. */
export interface EndpointService {
  /** For people. */
  readonly label: string;
  /** In host names, and in the names of endpoints. */
  readonly name: string;
  readonly type: 'interface' | 'gateway';
  /** The one Region of each partition that has the service; `undefined`: every Region has its own. */
  readonly home?: Readonly<Record<string, string>>;
  /** The endpoint's name, where it names no Region. */
  readonly endpoint?: string;
  /** Beginning of the names in China, where it is not that of everywhere else. */
  readonly china?: 'cn.com.amazonaws';
  /** Partitions for which AWS names no endpoint. */
  readonly noneIn?: readonly string[];
}

/** Of Organizations and account management, as the SDK's endpoint rules have it. */
const controlPlanes = {
  aws: 'us-east-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-cn': 'cn-northwest-1',
  'aws-eusc': 'eusc-de-east-1',
} as const;

/**
 * By AWS's pages, which docs/decisions/functions-in-a-vpc.md names. IAM, Organizations and account management have one
 * endpoint a partition, in the Region of their control plane. The beginnings in China are those that the CDK knows
 * (aws-ec2, `getDefaultEndpointPrefix`).
 */
export const endpointServices: Readonly<Record<CalledService, EndpointService>> = {
  sts: { label: 'STS', name: 'sts', type: 'interface', china: 'cn.com.amazonaws' },
  s3: { label: 'S3', name: 's3', type: 'gateway' },
  secretsmanager: { label: 'Secrets Manager', name: 'secretsmanager', type: 'interface' },
  sfn: { label: 'Step Functions', name: 'states', type: 'interface', china: 'cn.com.amazonaws' },
  sesv2: { label: 'SES', name: 'email', type: 'interface', noneIn: ['aws-cn'] },
  ssm: { label: 'Systems Manager', name: 'ssm', type: 'interface' },
  cloudtrail: { label: 'CloudTrail', name: 'cloudtrail', type: 'interface' },
  iam: {
    label: 'IAM',
    name: 'iam',
    type: 'interface',
    home: {
      aws: 'us-east-1',
      'aws-us-gov': 'us-gov-west-1',
      'aws-cn': 'cn-north-1',
      'aws-eusc': 'eusc-de-east-1',
    },
    endpoint: 'com.amazonaws.iam',
    // The first two have one, whose name AWS's pages do not tell.
    noneIn: ['aws-us-gov', 'aws-cn', 'aws-eusc'],
  },
  organizations: {
    label: 'Organizations',
    name: 'organizations',
    type: 'interface',
    home: controlPlanes,
    noneIn: ['aws-eusc'],
  },
  account: {
    label: 'Account Management',
    name: 'account',
    type: 'interface',
    home: controlPlanes,
    china: 'cn.com.amazonaws',
    noneIn: ['aws-us-gov', 'aws-eusc'],
  },
};

/**
 * The server of SES for mail by SMTP, which is no service of the SDK
 * (https://docs.aws.amazon.com/ses/latest/dg/send-email-set-up-vpc-endpoints.html).
 */
export const sesBySmtp: EndpointService = {
  label: 'SES by SMTP',
  name: 'email-smtp',
  type: 'interface',
  noneIn: ['aws-cn'],
};

export interface Place {
  readonly partition: string;
  readonly region: string;
}

/** The name of the service's endpoint in that place; `undefined`: there is none. */
export const endpointName = (service: EndpointService, { partition, region }: Place): string | undefined => {
  const { name, home, endpoint, noneIn = [] } = service;
  if (noneIn.includes(partition) || (home !== undefined && home[partition] !== region)) return undefined;
  return endpoint ?? `${beginningOf(service, partition)}.${region}.${name}`;
};

export const beginningOf = ({ china }: EndpointService, partition: string): string =>
  partition === 'aws-cn' && china !== undefined ? china : 'com.amazonaws';
