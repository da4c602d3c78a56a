import type { Instant } from '../core/time.ts';
import { authenticate, type ProvenSignature } from './authenticate.ts';
import { admit } from './authorize/admit.ts';
import { targets } from './authorize/targets/index.ts';
import { AwsError, type Operation, type Principal } from './call.ts';
import { checkInput } from './constraints/check-input.ts';
import { noteUse } from './last-used.ts';
import { operations } from './operations/index.ts';
import { requireRegion } from './regions.ts';
import type { SandboxCredentials, SandboxService } from './service-name.ts';
import { record } from './trail.ts';
import type { World } from './world.ts';

export { authenticate, type ProvenSignature, secretOf } from './authenticate.ts';

export interface ExecuteRequest {
  readonly service: SandboxService;
  /** As in the SDK, without `Command`: `CreateAccessKey`. */
  readonly operation: string;
  readonly input: unknown;
  readonly region: string;
  readonly credentials?: SandboxCredentials | undefined;
  /** Skips authentication; the key behind it still counts as used. */
  readonly principal?: Principal | undefined;
  readonly signedAt?: Instant | undefined;
  readonly sourceIp?: string | undefined;
  readonly userAgent?: string | undefined;
  /** As the answer carries it, so that CloudTrail names the same one. */
  readonly requestId?: string | undefined;
}

/**
 * Carries out one API call at the world's present time, all at once.
 * @throws AwsError as the service would answer it; dates in outputs are Date objects, blobs Uint8Array
 */
// biome-ignore lint/suspicious/noExplicitAny: the output of any operation; the SDK's types are on the caller's side.
export const execute = (world: World, request: ExecuteRequest): any => {
  const { service, region } = request;
  const operation = operationOf(request);
  const principal = request.principal ?? authenticate(world, proofOf(request));
  requireRegion(world, principal, { service, region });
  noteUse(world, principal, { service, region });
  // biome-ignore lint/suspicious/noExplicitAny: the input of any operation.
  const input: any = request.input ?? {};
  try {
    checkInput(request, input);
    const sourceIp = request.sourceIp ?? LOCAL;
    const target = targets[service]({ world, principal, region, operation: request.operation, input });
    admit(world, { service, principal, target, region, sourceIp });
    const output = operation(
      { world, principal, region, operation: request.operation, now: world.now, sourceIp },
      input,
    );
    note(world, request, principal, { output });
    return output;
  } catch (error) {
    if (error instanceof AwsError) note(world, request, principal, { error });
    throw error;
  }
};

const proofOf = ({ service, credentials, signedAt }: ExecuteRequest): ProvenSignature => ({
  service,
  credentials,
  signedAt,
});

/** A documentation address: callers of the sandbox have no address of their own. */
const LOCAL = '192.0.2.1';

const operationOf = ({ service, operation }: ExecuteRequest): Operation => {
  const found = operations[service]?.[operation];
  if (found !== undefined) return found;
  throw new AwsError('InvalidAction', `The sandbox does not play ${service} ${operation}`, 400);
};

const note = (
  world: World,
  request: ExecuteRequest,
  principal: Principal,
  outcome: { output?: unknown; error?: AwsError },
): void => {
  record(world, {
    service: request.service,
    operation: request.operation,
    principal,
    region: request.region,
    sourceIp: request.sourceIp ?? LOCAL,
    userAgent: request.userAgent ?? 'keyturn-sandbox',
    requestId: request.requestId,
    input: (request.input ?? {}) as Readonly<Record<string, unknown>>,
    ...(outcome.error === undefined ? { output: outcome.output } : { error: outcome.error }),
  });
};
