import type { Context } from 'aws-lambda';
import { functionShapes } from '../../infra/main/functions.ts';
import type { ClientFactory } from '../../src/aws/client/client-factory.ts';
import { inProcessClients } from '../../src/aws/client/in-process.ts';
import { MINUTE } from '../../src/core/time.ts';
import { inventoryFunction } from '../../src/lambda/inventory-function.ts';
import type { FunctionDependencies, FunctionHandler } from '../../src/lambda/invocation.ts';
import { notifierFunction } from '../../src/lambda/notifier-function.ts';
import { rotationFunction } from '../../src/lambda/rotation-function.ts';
import type { VirtualClock } from '../../src/sandbox/clock.ts';
import { uuid } from '../../src/sandbox/ids.ts';
import { inProcessTransport } from '../../src/sandbox/in-process.ts';
import * as seed from '../../src/sandbox/seed.ts';
import type { SandboxCredentials } from '../../src/sandbox/service-name.ts';
import { AslError, type Json } from './asl/paths.ts';
import { type DeployedStacks, PRIMARY, REGION } from './organization.ts';
import { type RequestHook, type Sent, watching } from './recording.ts';

export type PlayedFunctionKind = 'inventory' | 'rotation' | 'notifier';

const kinds: Readonly<
  Record<
    PlayedFunctionKind,
    { readonly logicalId: string; readonly make: (dependencies: FunctionDependencies) => FunctionHandler }
  >
> = {
  inventory: { ...functionShapes.inventory, make: inventoryFunction },
  rotation: {
    ...functionShapes.rotation,
    make: (dependencies) => rotationFunction({ ...dependencies, assertSentOnce: async () => undefined }),
  },
  notifier: { ...functionShapes.notifier, make: notifierFunction },
};

export interface PlayedFunction {
  readonly sent: Sent[];
  /** Every invocation, as `rotation visit`. */
  readonly invoked: string[];
  before: RequestHook;
  after: RequestHook;
  /** What the functions send through: AWS's throttles, say. */
  through: (clientFactory: ClientFactory) => ClientFactory;
  /** By which an SMTP server is known. */
  smtpAuthorities: string | undefined;
  /** By the function's name, as Lambda's `Invoke`; what it throws is named as Lambda names it. */
  invoke(functionName: string, event: unknown, requestId?: string): Promise<Json>;
}

/** The stack's functions: the real handlers, each in the session of its own role. */
export const lambda = (deployed: DeployedStacks, clock: VirtualClock): PlayedFunction => {
  const { main, world } = deployed;
  const credentials = new Map<PlayedFunctionKind, SandboxCredentials>();
  const credentialsOf = (kind: PlayedFunctionKind): SandboxCredentials => {
    const roleName = String(main.property(kinds[kind].logicalId, 'Role')).split('/').at(-1) ?? '';
    const known =
      credentials.get(kind) ?? seed.roleCredentials(world, PRIMARY, { roleName, sessionName: `ASA-${kind}` });
    credentials.set(kind, known);
    return known;
  };
  const self: PlayedFunction = {
    sent: [],
    invoked: [],
    before: () => undefined,
    after: () => undefined,
    through: (clientFactory) => clientFactory,
    smtpAuthorities: undefined,
    async invoke(functionName, event, requestId = uuid(world.ids)) {
      const kind = kindOf(deployed, functionName);
      const step = `${kind} ${(event as { readonly step?: string }).step ?? ''}`.trim();
      self.invoked.push(step);
      const life = createLife();
      const { client } = inProcessTransport(
        world,
        watching({
          world,
          step,
          sent: self.sent,
          before: (each) => self.before(each),
          after: (each) => self.after(each),
          die: life.end,
        }),
      );
      const clientFactory = life.mortal(
        self.through(inProcessClients({ client }, { clock, credentials: credentialsOf(kind) })),
      );
      const env = environmentOf(deployed, kind);
      const { smtpAuthorities } = self;
      const dependencies = { env, clock, nonce: () => uuid(world.ids), clientFactory, smtpAuthorities };
      const handler = quietly(() => kinds[kind].make(dependencies));
      const seconds = Number(main.property(kinds[kind].logicalId, 'Timeout'));
      const context = contextFor(functionName, requestId, (seconds * MINUTE) / 60);
      return answerOf(Promise.race([handler(throughJson(event), context), life.death]));
    },
  };
  return self;
};

const kindOf = ({ main }: DeployedStacks, functionName: string): PlayedFunctionKind => {
  const name = functionName.split(':').at(-1);
  const kind = (Object.keys(kinds) as PlayedFunctionKind[]).find(
    (each) => main.physical(kinds[each].logicalId) === name,
  );
  if (kind === undefined) throw new Error(`the stack has no function ${functionName}`);
  return kind;
};

const environmentOf = ({ main }: DeployedStacks, kind: PlayedFunctionKind): Readonly<Record<string, string>> => {
  const { Variables } = main.property(kinds[kind].logicalId, 'Environment') as { Variables: Record<string, unknown> };
  const texts = Object.entries(Variables).map(([name, value]) => [name, String(value)]);
  return { ...Object.fromEntries(texts), AWS_REGION: REGION };
};

const contextFor = (functionName: string, awsRequestId: string, remainingMs: number): Context =>
  ({
    functionName,
    awsRequestId,
    invokedFunctionArn: `arn:aws:lambda:${REGION}:${PRIMARY}:function:${functionName}`,
    getRemainingTimeInMillis: () => remainingMs,
  }) as unknown as Context;

const throughJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;

const answerOf = async (answer: Promise<unknown>): Promise<Json> => {
  try {
    return throughJson(await answer);
  } catch (error) {
    if (error instanceof AslError) throw error;
    const { name, message } = error as Error;
    throw new AslError(name, JSON.stringify({ errorType: name, errorMessage: message }));
  }
};

/** Of one invocation: once it ended, none of its requests is answered, and none is sent. */
const createLife = () => {
  let isDead = false;
  let end: () => void = () => undefined;
  const death = new Promise<never>((_, reject) => {
    end = () => {
      isDead = true;
      reject(new AslError('Sandbox.Timedout', 'Task timed out after 900.00 seconds'));
    };
  });
  death.catch(() => undefined);
  const never = new Promise<never>(() => undefined);
  const mortal =
    (clientFactory: ClientFactory): ClientFactory =>
    (spec) => {
      const client = clientFactory(spec);
      return {
        ...client,
        async send(command, options) {
          if (isDead) return never;
          const answer = await client.send(command, options);
          return isDead ? never : answer;
        },
      };
    };
  return { death, end: () => end(), mortal };
};

/** Logs and metrics are looked at elsewhere. */
const quietly = <T>(make: () => T): T => {
  const { POWERTOOLS_LOG_LEVEL, POWERTOOLS_METRICS_DISABLED } = process.env;
  Object.assign(process.env, { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' });
  try {
    return make();
  } finally {
    restore({ POWERTOOLS_LOG_LEVEL, POWERTOOLS_METRICS_DISABLED });
  }
};

const restore = (variables: Readonly<Record<string, string | undefined>>): void => {
  for (const [name, value] of Object.entries(variables))
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
};
