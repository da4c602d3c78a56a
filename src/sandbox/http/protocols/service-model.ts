import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaTraitsObject, StaticErrorSchema, StaticOperationSchema } from '@smithy/types';
import type { SandboxService } from '../../service-name.ts';

export type ProtocolName = 'awsQuery' | 'awsJson' | 'restJson1' | 'restXml';

/** What the SDK client of a service tells about it; nothing here is written by hand but the table below. */
export interface ServiceModel {
  readonly service: SandboxService;
  readonly protocol: ProtocolName;
  readonly xmlNamespace: string;
  readonly operations: ReadonlyMap<string, OperationModel>;
  /** By the name of the exception, and by its code on the wire where that differs. */
  readonly errors: ReadonlyMap<string, ErrorModel>;
}

export interface OperationModel {
  readonly name: string;
  readonly namespace: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  /** Method, path template and success status; only the REST protocols have it. */
  readonly http: readonly [method: string, path: string, status: number] | undefined;
}

export interface ErrorModel {
  readonly code: string;
  readonly status: number | undefined;
  /** `Message` or `message`, as the service spells it. */
  readonly messageName: string;
}

interface Service {
  readonly signingName: string;
  readonly protocol: ProtocolName;
  readonly xmlNamespace?: string;
  readonly load: () => Promise<object>;
}

const services: Record<SandboxService, Service> = {
  account: { signingName: 'account', protocol: 'restJson1', load: () => import('@aws-sdk/client-account') },
  iam: {
    signingName: 'iam',
    protocol: 'awsQuery',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    load: () => import('@aws-sdk/client-iam'),
  },
  sts: {
    signingName: 'sts',
    protocol: 'awsQuery',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    load: () => import('@aws-sdk/client-sts'),
  },
  lambda: { signingName: 'lambda', protocol: 'restJson1', load: () => import('@aws-sdk/client-lambda') },
  organizations: {
    signingName: 'organizations',
    protocol: 'awsJson',
    load: () => import('@aws-sdk/client-organizations'),
  },
  secretsmanager: {
    signingName: 'secretsmanager',
    protocol: 'awsJson',
    load: () => import('@aws-sdk/client-secrets-manager'),
  },
  sesv2: { signingName: 'ses', protocol: 'restJson1', load: () => import('@aws-sdk/client-sesv2') },
  s3: {
    signingName: 's3',
    protocol: 'restXml',
    xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    load: () => import('@aws-sdk/client-s3'),
  },
  cloudtrail: { signingName: 'cloudtrail', protocol: 'awsJson', load: () => import('@aws-sdk/client-cloudtrail') },
  kms: { signingName: 'kms', protocol: 'awsJson', load: () => import('@aws-sdk/client-kms') },
  ssm: { signingName: 'ssm', protocol: 'awsJson', load: () => import('@aws-sdk/client-ssm') },
  sfn: { signingName: 'states', protocol: 'awsJson', load: () => import('@aws-sdk/client-sfn') },
};

export const serviceNames = Object.keys(services) as readonly SandboxService[];

/** The service whose requests are signed with this name, if the sandbox plays it. */
export const serviceSignedAs = (signingName: string): SandboxService | undefined =>
  serviceNames.find((name) => services[name].signingName === signingName);

const loaded = new Map<SandboxService, Promise<ServiceModel>>();

/** The model of a service; its client is imported when first asked for, as that takes 10 to 100 ms. */
export const serviceModel = (service: SandboxService): Promise<ServiceModel> => {
  const known = loaded.get(service) ?? services[service].load().then((client) => modelOf(service, client));
  loaded.set(service, known);
  return known;
};

const modelOf = (service: SandboxService, client: object): ServiceModel => {
  const schemas = Object.values(client).filter(Array.isArray);
  const { protocol, xmlNamespace = '' } = services[service];
  return {
    service,
    protocol,
    xmlNamespace,
    operations: new Map(schemas.filter(isOperation).map((schema) => [schema[2], operationOf(schema)])),
    errors: new Map(schemas.filter(isError).flatMap(errorsOf)),
  };
};

const isOperation = (schema: unknown[]): schema is StaticOperationSchema => schema[0] === 9;
/** The SDK adds a base class of all exceptions, which no service ever names. */
const isError = (schema: unknown[]): schema is StaticErrorSchema =>
  schema[0] === -3 && !String(schema[1]).startsWith('smithy.ts.sdk.synthetic.');

const operationOf = ([, namespace, name, traits, input, output]: StaticOperationSchema): OperationModel => ({
  name,
  namespace,
  input: NormalizedSchema.of(input),
  output: NormalizedSchema.of(output),
  http: typeof traits === 'object' ? traits.http : undefined,
});

const errorsOf = ([, , name, traits, members]: StaticErrorSchema): [string, ErrorModel][] => {
  const { awsQueryError, httpError }: SchemaTraitsObject = typeof traits === 'object' ? traits : {};
  const [code, queryStatus] = Array.isArray(awsQueryError) ? awsQueryError : [name];
  const status = queryStatus ?? httpError;
  const error = { code, status, messageName: members.includes('Message') ? 'Message' : 'message' };
  return [name, code].map((key) => [key, error]);
};
