import type { Instant } from '../core/time.ts';
import { AwsError } from './call.ts';
import { execute } from './execute.ts';
import { uuid } from './ids.ts';
import { sdkError } from './sdk-error.ts';
import type { SandboxCredentials, SandboxService } from './service-name.ts';
import type { World } from './world.ts';

export type CredentialsSource = SandboxCredentials | (() => SandboxCredentials | Promise<SandboxCredentials>);

/** A call on its way in: what hooks see, and may delay or refuse. */
export interface InProcessRequest {
  readonly service: SandboxService;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly region: string;
  readonly credentials: SandboxCredentials;
  readonly signedAt: Instant | undefined;
  readonly requestId: string;
}

export type CallOutcome = { readonly output: unknown } | { readonly error: unknown };

export interface Hooks {
  /**
   * Runs before the call reaches AWS; what it throws is what the caller gets. An AwsError is dressed as an SDK error.
   */
  before?(request: InProcessRequest): void | Promise<void>;
  /** Runs after AWS carried the call out; what it throws replaces the answer, as a lost answer does. May delay it. */
  after?(request: InProcessRequest, outcome: CallOutcome): void | Promise<void>;
}

export interface InProcessClientOptions {
  readonly service: SandboxService;
  readonly region: string;
  readonly credentials: CredentialsSource;
}

export interface InProcessSendOptions {
  /** The time the signature names; without it, the world's own. */
  readonly signedAt?: Instant;
}

/** What an SDK command instance looks like from outside. */
export interface CommandLike {
  readonly input: unknown;
}

export interface InProcessClient {
  /** Sends an SDK v3 command: `new ListUsersCommand({})`. */
  // biome-ignore lint/suspicious/noExplicitAny: the output of any command; ports name their own.
  send(command: CommandLike, options?: InProcessSendOptions): Promise<any>;
}

/** How many calls reached AWS; `byOperation` keys are `iam:CreateAccessKey`. */
export interface CallCount {
  total: number;
  readonly byOperation: Map<string, number>;
}

export interface InProcessTransport {
  client(options: InProcessClientOptions): InProcessClient;
  readonly calls: CallCount;
}

/** The front door without a network: takes SDK commands and answers in the SDK's shapes, errors included. */
export const inProcessTransport = (world: World, hooks: Hooks = {}): InProcessTransport => {
  const calls: CallCount = { total: 0, byOperation: new Map() };
  const client = (options: InProcessClientOptions): InProcessClient => ({
    send: (command, sendOptions) => deliver({ world, hooks, calls }, options, { command, ...sendOptions }),
  });
  return { client, calls };
};

interface InProcessParts {
  readonly world: World;
  readonly hooks: Hooks;
  readonly calls: CallCount;
}

const deliver = async (
  parts: InProcessParts,
  client: InProcessClientOptions,
  sent: { command: CommandLike; signedAt?: Instant },
): Promise<unknown> => {
  const { world, hooks } = parts;
  const { service, region, credentials: source } = client;
  const request: InProcessRequest = {
    service,
    operation: sent.command.constructor.name.replace(/Command$/, ''),
    input: completed(world, sent.command),
    region,
    credentials: typeof source === 'function' ? await source() : source,
    signedAt: sent.signedAt,
    requestId: uuid(world.ids),
  };
  try {
    const waiting = hooks.before?.(request);
    if (waiting !== undefined) await waiting;
    return await answer(parts, request);
  } catch (error) {
    throw error instanceof AwsError ? sdkError(service, error, request.requestId) : error;
  }
};

const answer = ({ world, hooks, calls }: InProcessParts, request: InProcessRequest): unknown => {
  calls.total++;
  const name = `${request.service}:${request.operation}`;
  calls.byOperation.set(name, (calls.byOperation.get(name) ?? 0) + 1);
  if (world.settings.latencyMs > 0) world.now = (world.now + world.settings.latencyMs) as Instant;
  try {
    const output = dressed(execute(world, request), request, world.now);
    const waiting = hooks.after?.(request, { output });
    return waiting === undefined ? output : waiting.then(() => output);
  } catch (error) {
    const waiting = error instanceof AwsError ? hooks.after?.(request, { error }) : undefined;
    if (waiting === undefined) throw error;
    return waiting.then(() => {
      throw error;
    });
  }
};

const TAKES_TOKEN = new Set(['CreateSecretCommand', 'PutSecretValueCommand', 'RotateSecretCommand']);

/** SDKs fill in the idempotency token when they serialize, which no command does here. */
const completed = (world: World, command: CommandLike): Readonly<Record<string, unknown>> => {
  const input = (command.input ?? {}) as Readonly<Record<string, unknown>>;
  if (!TAKES_TOKEN.has(command.constructor.name) || input.ClientRequestToken !== undefined) return input;
  return { ...input, ClientRequestToken: uuid(world.ids) };
};

const dressed = (output: Record<string, unknown>, request: InProcessRequest, serverDate: Instant): unknown => {
  const { requestId } = request;
  const $metadata = { httpStatusCode: 200, requestId, attempts: 1, totalRetryDelay: 0, serverDate };
  const body = output.Body instanceof Uint8Array ? { Body: bodyOf(output.Body) } : {};
  return { ...output, ...body, $metadata };
};

/** The two ways in which callers read the SDK's streams. */
const bodyOf = (bytes: Uint8Array) => ({
  transformToByteArray: async () => bytes,
  transformToString: async (encoding: BufferEncoding = 'utf8') => Buffer.from(bytes).toString(encoding),
});
