import { Readable } from 'node:stream';
import * as account from '@aws-sdk/client-account';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as sesv2 from '@aws-sdk/client-sesv2';
import * as sfn from '@aws-sdk/client-sfn';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import { buildQueryString, type HttpRequest, HttpResponse } from '@smithy/core/protocols';
import type { SandboxService } from '../../service-name.ts';
import { type HttpAnswer, type HttpMessage, splitTarget } from '../http-message.ts';

/** For round-trip.test.ts: real clients whose requests go to a function instead of a socket. */
export const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

type Fields = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: the commands of twelve clients, found by name.
type Client = { send(command: any): Promise<Fields> };

type Handle = (request: HttpMessage) => Promise<HttpAnswer>;

/** Calls an operation through the service's own client; `handle` sees the request and makes the answer. */
export const send = async (
  { service, operation, input }: { service: SandboxService; operation: string; input: Fields },
  handle: Handle,
): Promise<Fields> => {
  const Command = new Map(Object.entries(modules[service])).get(`${operation}Command`);
  const line = lines.get(service) ?? lineTo(service);
  lines.set(service, line);
  line.handle = handle;
  return collected(await line.client.send(new Command(input)));
};

/** A client, made once as that takes its time, and whoever answers it at present. */
interface Line {
  readonly client: Client;
  handle: Handle | undefined;
}

const lines = new Map<SandboxService, Line>();

const lineTo = (service: SandboxService): Line => {
  const requestHandler = {
    handle: async (request: HttpRequest) => {
      const answer = await line.handle?.(await messageOf(request));
      if (!answer) throw new Error('Nobody answers');
      const { status: statusCode, headers, body } = answer;
      const stream = Readable.from([Buffer.from(body)]);
      return { response: new HttpResponse({ statusCode, headers: { ...headers }, body: stream }) };
    },
  };
  const config = { region: 'us-east-1', endpoint: 'http://127.0.0.1:1', credentials, requestHandler, maxAttempts: 1 };
  const line: Line = { client: clients[service]({ ...config, disableHostPrefix: true }), handle: undefined };
  return line;
};

export const services = [
  'account',
  'iam',
  'sts',
  'organizations',
  'secretsmanager',
  'sesv2',
  's3',
  'cloudtrail',
  'kms',
  'lambda',
  'sfn',
  'ssm',
] as const;

const clients: Record<SandboxService, (config: object) => Client> = {
  account: (config) => new account.AccountClient(config),
  iam: (config) => new iam.IAMClient(config),
  sts: (config) => new sts.STSClient(config),
  organizations: (config) => new organizations.OrganizationsClient(config),
  secretsmanager: (config) => new secretsmanager.SecretsManagerClient(config),
  sesv2: (config) => new sesv2.SESv2Client(config),
  s3: (config) => new s3.S3Client({ ...config, forcePathStyle: true }),
  cloudtrail: (config) => new cloudtrail.CloudTrailClient(config),
  kms: (config) => new kms.KMSClient(config),
  lambda: (config) => new lambda.LambdaClient(config),
  sfn: (config) => new sfn.SFNClient(config),
  ssm: (config) => new ssm.SSMClient(config),
};

const modules: Record<SandboxService, object> = {
  account,
  iam,
  sts,
  organizations,
  secretsmanager,
  sesv2,
  s3,
  cloudtrail,
  kms,
  lambda,
  sfn,
  ssm,
};

const messageOf = async (request: HttpRequest): Promise<HttpMessage> => {
  const chunks: Uint8Array[] = [];
  if (request.body instanceof Readable) for await (const chunk of request.body) chunks.push(chunk);
  else if (typeof request.body === 'string') chunks.push(Buffer.from(request.body));
  else if (request.body instanceof Uint8Array) chunks.push(request.body);
  const headers = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: request.method,
    ...splitTarget(`${request.path}?${buildQueryString(request.query)}`),
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks),
  };
};

/** Streams in an answer, read to their end. */
const collected = async (fields: Fields): Promise<Fields> => {
  const read = async (value: unknown) =>
    value instanceof Readable && 'transformToByteArray' in value && typeof value.transformToByteArray === 'function'
      ? await value.transformToByteArray()
      : value;
  return Object.fromEntries(
    await Promise.all(Object.entries(fields).map(async ([name, value]) => [name, await read(value)])),
  );
};
