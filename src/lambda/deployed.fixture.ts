import type { Context } from 'aws-lambda';
import { ADMIN_EMAIL, createOrganization, EXEMPTION_GROUP } from '../../test/support/organization.ts';
import type { RunTicket } from '../app/run-bucket/documents.ts';
import { runKeys } from '../app/run-bucket/keys.ts';
import type { ClientFactory } from '../aws/client/client-factory.ts';
import { inProcessClients } from '../aws/client/in-process.ts';
import { SEAL, sealOf } from '../aws/s3/run-seal.ts';
import { DAY, instant, plus } from '../core/time.ts';
import { virtualClock } from '../sandbox/clock.ts';
import { type Hooks, inProcessTransport } from '../sandbox/in-process.ts';
import { addBucket, addKey, addUser, putObject } from '../sandbox/seed.ts';
import type { World } from '../sandbox/world.ts';
import { inventoryFunction } from './inventory-function.ts';
import type { FunctionHandler } from './invocation.ts';
import { notifierFunction } from './notifier-function.ts';
import { rotationFunction } from './rotation-function.ts';

/** For tests: the three functions in a sandbox, as the stack deploys them. */
export interface DeployedFunctions {
  readonly world: World;
  readonly members: readonly string[];
  readonly env: Record<string, string>;
  /** Calls to AWS so far, by operation. */
  readonly calls: ReadonlyMap<string, number>;
  readonly inventory: FunctionHandler;
  readonly rotation: FunctionHandler;
  readonly notifier: FunctionHandler;
}

export const RUNS = 'keyturn-runs';
export const EXECUTION = 'arn:aws:states:us-east-1:100000000001:execution:keyturn:';

export const deployed = (
  given: Readonly<Record<string, string>> = {},
  hooks: Hooks = {},
  network: (inProcess: ClientFactory) => ClientFactory = (inProcess) => inProcess,
): DeployedFunctions => {
  const { world, management, members, operator } = createOrganization({
    now: instant(Date.UTC(2027, 0, 15)),
    members: ['payments', 'shop'],
  });
  addBucket(world, management.id, { name: RUNS });
  // A scheduled run has ended before: the next ones act.
  putObject(world, RUNS, { key: runKeys.firstReport, body: '{}' });
  const env: Record<string, string> = {
    AWS_REGION: 'us-east-1',
    AdminEmailAddress: ADMIN_EMAIL,
    DryRunFlag: 'False',
    IAMExemptionGroup: EXEMPTION_GROUP,
    ResourceOwnerTag: '',
    RUN_BUCKET: RUNS,
    STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:100000000001:stateMachine:keyturn',
    ...given,
  };
  const clock = virtualClock(world);
  const { client, calls } = inProcessTransport(world, hooks);
  let nonces = 0;
  const clientFactory = network(
    inProcessClients({ client } as Parameters<typeof inProcessClients>[0], { clock, credentials: operator }),
  );
  const dependencies = { env, clock, clientFactory, nonce: () => `nonce-${++nonces}` };
  return {
    world,
    members: members.map(({ id }) => id),
    env,
    calls: calls.byOperation,
    inventory: inventoryFunction(dependencies),
    rotation: rotationFunction({ ...dependencies, assertSentOnce: async () => undefined }),
    notifier: notifierFunction(dependencies),
  };
};

/** A document of a run, as the functions of that run would leave it. */
export const putSealed = (
  { world }: DeployedFunctions,
  run: Pick<RunTicket, 'seal'>,
  { key, body }: { readonly key: string; readonly body: string },
): void => putObject(world, RUNS, { key, body, metadata: { [SEAL]: sealOf(run, key, body) } });

/** A user with one key that is due. */
export const addDueUser = ({ world }: DeployedFunctions, account: string, name: string): void => {
  addUser(world, account, { name });
  addKey(world, account, name, { createdAt: plus(world.now, -100 * DAY) });
};

export const contextOf = (awsRequestId = '1a2b3c4d-0000-4000-8000-000000000000', remainingMs = 900_000): Context =>
  ({
    functionName: 'ASA-Account-Inventory',
    functionVersion: '$LATEST',
    memoryLimitInMB: '1024',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:100000000001:function:ASA-Account-Inventory',
    awsRequestId,
    getRemainingTimeInMillis: () => remainingMs,
  }) as Context;

/** What a function prints while it works. */
export const printedBy = async (handle: () => Promise<unknown>): Promise<string> => {
  const streams = [process.stdout, process.stderr];
  const originals = streams.map((stream) => stream.write);
  let printed = '';
  for (const stream of streams)
    stream.write = ((chunk: string | Uint8Array) => {
      printed += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      return true;
    }) as typeof stream.write;
  try {
    await handle().catch(() => undefined);
  } finally {
    streams.forEach((stream, index) => {
      const original = originals[index];
      if (original !== undefined) stream.write = original;
    });
  }
  return printed;
};
