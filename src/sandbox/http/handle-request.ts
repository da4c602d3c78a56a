import { randomUUID } from 'node:crypto';
import { AwsError } from '../call.ts';
import { execute, secretOf } from '../execute.ts';
import type { SandboxService } from '../service-name.ts';
import type { World } from '../world.ts';
import type { HttpAnswer, HttpMessage } from './http-message.ts';
import { withoutChunks } from './protocols/aws-chunked.ts';
import type { Protocol } from './protocols/protocol.ts';
import { protocols } from './protocols/protocols.ts';
import { type OperationModel, type ServiceModel, serviceModel, serviceSignedAs } from './protocols/service-model.ts';
import { refusalsOf } from './refusals.ts';
import { readSignature, type Signature } from './signature.ts';
import { type Proven, signingTime, verify } from './verify.ts';

export interface HandleOptions {
  readonly acceptSkew: boolean;
  readonly sourceIp?: string;
}

/** A request whose service and operation are known, and which may still be carried out or refused. */
export interface HandledRequest {
  /** `iam:CreateAccessKey`; `iam:?` if the service has no such operation. */
  readonly operation: string;
  /** Carries the request out once; a refusal is an answer too. */
  carryOut(): Promise<HandledOutcome>;
  /** An answer in the service's own form, without carrying anything out. */
  refuseAs(kind: 'throttled' | 'internal' | 'unavailable'): HttpAnswer;
}

export interface HandledOutcome {
  readonly answer: HttpAnswer;
  /** True if the operation took effect. */
  readonly executed: boolean;
}

/** Finds out what a request asks of the world, by its signature's scope first and by its looks if it has none. */
export const receive = async (world: World, request: HttpMessage, options: HandleOptions): Promise<HandledRequest> => {
  const signature = readSignature(request);
  const service = serviceOf(request, signature);
  if (!service) return unplayed(signature);
  const model = await serviceModel(service);
  const protocol = protocols[model.protocol];
  const operation = protocol.route(model, request);
  const visit = { world, request, signature, model, protocol, operation, options, requestId: requestId(service) };
  return {
    operation: `${service}:${operation?.name ?? '?'}`,
    carryOut: () => carryOut(visit),
    refuseAs: (kind) => protocol.refuse(model, refusalsOf(model.protocol)[kind], visit.requestId),
  };
};

interface Known {
  readonly world: World;
  readonly request: HttpMessage;
  readonly signature: ReturnType<typeof readSignature>;
  readonly model: ServiceModel;
  readonly protocol: Protocol;
  readonly operation: OperationModel | undefined;
  readonly options: HandleOptions;
  readonly requestId: string;
}

const carryOut = async (visit: Known): Promise<HandledOutcome> => {
  const { model, protocol, requestId } = visit;
  let executed = false;
  try {
    const { operation, input, proven } = await admit(visit);
    const output = run(visit, { operation, input, proven });
    executed = true;
    return { answer: protocol.answer(model, operation, { output, requestId }), executed };
  } catch (error) {
    const refusal = error instanceof AwsError ? error : defect(error);
    return { answer: protocol.refuse(model, refusal, requestId), executed };
  }
};

/** 501, as clients retry 500: a fault of the sandbox itself should be seen at once. */
const defect = (error: unknown): AwsError => new AwsError('InternalFailure', `keyturn sandbox: ${String(error)}`, 501);

interface Admitted {
  readonly operation: OperationModel;
  readonly input: unknown;
  readonly proven: Proven;
}

const admit = async ({ world, request, model, protocol, operation, signature }: Known): Promise<Admitted> => {
  const proven = verify(request, signature, { model, secretOf: (accessKeyId) => secretOf(world, accessKeyId) });
  if (!operation) throw refusalsOf(model.protocol).unknownOperation;
  return { operation, input: await protocol.parse(model, operation, withoutChunks(request)), proven };
};

const run = ({ world, request, model, options, requestId }: Known, { operation, input, proven }: Admitted): unknown =>
  execute(world, {
    service: model.service,
    operation: operation.name,
    input,
    region: proven.signature.region,
    credentials: proven.credentials,
    signedAt: options.acceptSkew ? world.now : signingTime(proven.signature, world.now),
    sourceIp: options.sourceIp,
    userAgent: request.headers['user-agent'],
    requestId,
  });

const serviceOf = (request: HttpMessage, signature: ReturnType<typeof readSignature>): SandboxService | undefined => {
  if (typeof signature !== 'string') return serviceSignedAs(signature.signingName);
  const target = request.headers['x-amz-target']?.toLowerCase();
  if (target !== undefined) return TARGETED.find(([prefix]) => target.includes(prefix))?.[1] ?? 'kms';
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return Buffer.from(request.body).includes('Version=2011-06-15') ? 'sts' : 'iam';
  return request.path.startsWith('/v2/email/') ? 'sesv2' : 's3';
};

/** By what X-Amz-Target begins with. */
const TARGETED: readonly (readonly [prefix: string, SandboxService])[] = [
  ['secretsmanager', 'secretsmanager'],
  ['organizations', 'organizations'],
  ['cloudtrail', 'cloudtrail'],
  ['stepfunctions', 'sfn'],
  ['amazonssm', 'ssm'],
];

/** S3's request ids are shorter than everyone else's. */
const requestId = (service: SandboxService): string =>
  service === 's3' ? randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase() : randomUUID();

const unplayed = (signature: Signature | 'missing' | 'incomplete'): HandledRequest => {
  const name = typeof signature === 'string' ? '?' : signature.signingName;
  const message = `keyturn's sandbox does not play the service ${name}`;
  const body = JSON.stringify({ __type: 'UnknownOperationException', message });
  const answer = { status: 501, headers: { 'content-type': 'application/x-amz-json-1.1' }, body };
  return { operation: `${name}:?`, carryOut: async () => ({ answer, executed: false }), refuseAs: () => answer };
};
