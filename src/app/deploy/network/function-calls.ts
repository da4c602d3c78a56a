import { type CalledService, endpointName, endpointServices, type Place } from './endpoint-services.ts';

/** One host that the functions send requests to. */
export interface FunctionCall {
  readonly service: CalledService;
  /** With `*` for what is not known before: a bucket, or a Region. */
  readonly host: string;
  /** The endpoint in the functions' own Region that answers for the host; `undefined`: it is reached by a NAT alone. */
  readonly endpoint: string | undefined;
}

export interface FunctionPlace extends Place {
  /** The functions' own Region, unless the setting `secretRegion` names another. */
  readonly secretRegion?: string;
  /** The setting `regions`; none: all that are on in an account, which AWS is asked for. */
  readonly regions?: readonly string[];
  /** Mails go by an SMTP server, for which the parameters of its sign-in are read. */
  readonly isBySmtp?: boolean;
}

/** Every host that the three functions call from there. */
export const functionCalls = (place: FunctionPlace): readonly FunctionCall[] => {
  const { partition, region, secretRegion = region, regions = [], isBySmtp = false } = place;
  const home = (service: CalledService): string => endpointServices[service].home?.[partition] ?? region;
  const asked: readonly (readonly [service: CalledService, region: string])[] = [
    ...(['s3', 'sts', 'sfn', 'sesv2'] as const).map((service) => [service, region] as const),
    ...(isBySmtp ? [['ssm', region] as const] : []),
    // The new key is tried where its secret is, and who changed a secret is looked up there.
    ...(['secretsmanager', 'sts', 'cloudtrail'] as const).map((service) => [service, secretRegion] as const),
    // IAM's events are recorded in its home.
    ['cloudtrail', home('iam')],
    ...(['iam', 'organizations'] as const).map((service) => [service, home(service)] as const),
    // An account without a secret here may have some elsewhere.
    ...(regions.length > 0 ? regions : ['*']).map((each) => ['secretsmanager', each] as const),
    ...(regions.length > 0 ? [] : [['account', home('account')] as const]),
  ];
  const calls = asked.map(([service, where]) => ({
    service,
    host: hostOf(service, { partition, region: where }),
    endpoint: where === region ? endpointName(endpointServices[service], place) : undefined,
  }));
  return [...new Map(calls.map((call) => [call.host, call])).values()];
};

/** As the SDK's endpoint rules have it. */
const hostOf = (service: CalledService, { partition, region }: Place): string => {
  const suffix = { 'aws-cn': 'amazonaws.com.cn', 'aws-eusc': 'amazonaws.eu' }[partition] ?? 'amazonaws.com';
  if (service === 'iam' && partition === 'aws') return `iam.${suffix}`;
  if (service === 'iam' && partition === 'aws-us-gov') return `iam.us-gov.${suffix}`;
  return `${service === 's3' ? '*.' : ''}${endpointServices[service].name}.${region}.${suffix}`;
};
