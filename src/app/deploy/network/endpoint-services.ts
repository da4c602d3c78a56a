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
  | 'sts';

/** How a service can be reached from a VPC without leaving AWS's network. */
export interface EndpointService {
  /** For people. */
  readonly label: string;
  /** In host names, and in the names of endpoints. */
  readonly name: string;
  readonly type: 'interface' | 'gateway';
  /** The one Region of each partition that has the service and its endpoint; `undefined`: every Region has its own. */
  readonly home?: Readonly<Record<string, string>>;
  /** The endpoint's name in that Region, where it names no Region. */
  readonly homeName?: string;
  /** Beginning of the names in China, where it is not that of everywhere else. */
  readonly china?: 'cn.com.amazonaws';
  /** Partitions that have the service or its endpoint not at all. */
  readonly notIn?: readonly string[];
}

/**
 * By AWS's pages, which docs/decisions/functions-in-a-vpc.md names. IAM, Organizations and account management have one
 * endpoint a partition, in the Region of their control plane; where AWS's pages name none, there is none here. The
 * beginnings in China are those that the CDK knows (aws-ec2, `getDefaultEndpointPrefix`).
 */
export const endpointServices: Readonly<Record<CalledService, EndpointService>> = {
  sts: { label: 'STS', name: 'sts', type: 'interface', china: 'cn.com.amazonaws' },
  s3: { label: 'S3', name: 's3', type: 'gateway' },
  secretsmanager: { label: 'Secrets Manager', name: 'secretsmanager', type: 'interface' },
  sfn: { label: 'Step Functions', name: 'states', type: 'interface', china: 'cn.com.amazonaws' },
  sesv2: { label: 'SES', name: 'email', type: 'interface', notIn: ['aws-cn'] },
  cloudtrail: { label: 'CloudTrail', name: 'cloudtrail', type: 'interface' },
  iam: { label: 'IAM', name: 'iam', type: 'interface', home: { aws: 'us-east-1' }, homeName: 'com.amazonaws.iam' },
  organizations: {
    label: 'Organizations',
    name: 'organizations',
    type: 'interface',
    home: { aws: 'us-east-1', 'aws-us-gov': 'us-gov-west-1', 'aws-cn': 'cn-northwest-1' },
  },
  account: {
    label: 'Account Management',
    name: 'account',
    type: 'interface',
    home: { aws: 'us-east-1', 'aws-cn': 'cn-northwest-1' },
    china: 'cn.com.amazonaws',
  },
};

export interface Place {
  readonly partition: string;
  readonly region: string;
}

/** The name of the service's endpoint in that place; `undefined`: there is none. */
export const endpointName = (
  { name, home, homeName, china, notIn = [] }: EndpointService,
  { partition, region }: Place,
): string | undefined => {
  if (notIn.includes(partition) || (home !== undefined && home[partition] !== region)) return undefined;
  const beginning = partition === 'aws-cn' && china !== undefined ? china : 'com.amazonaws';
  return homeName ?? `${beginning}.${region}.${name}`;
};
