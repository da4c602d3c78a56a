import type { Target } from '../../src/sandbox/authorize/target.ts';
import { targets } from '../../src/sandbox/authorize/targets/index.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import { execute } from '../../src/sandbox/execute.ts';
import type { CallOutcome, Hooks, InProcessRequest } from '../../src/sandbox/in-process.ts';
import type { World } from '../../src/sandbox/world.ts';

/** One request that reached the simulated AWS, and who sent it. */
export interface Sent {
  /** As `iam:CreateAccessKey`. */
  readonly call: string;
  readonly request: InProcessRequest;
  /** The ARN of the session, or of the user whose key it was. */
  readonly caller: string;
  /** `undefined`: it was carried out. */
  readonly refusal: string | undefined;
  /** What it was about, in the terms of policies; `undefined` for the requests of users. */
  readonly target: Target | undefined;
}

export interface RecordedStep {
  /** As `rotation visit`. */
  readonly step: string;
  /** Counts requests of this invocation, from 1. */
  readonly nth: number;
  readonly call: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** `die`: the process ends here, and nothing more of it is heard. A thrown AwsError is AWS's answer. */
export type RequestHook = (step: RecordedStep) => 'die' | undefined;

interface Watch {
  readonly world: World;
  readonly step: string;
  readonly sent: Sent[];
  readonly before: RequestHook;
  readonly after: RequestHook;
  readonly die: () => void;
}

/** Hooks of one invocation: they record what it sends, and let tests interfere. */
export const watching = ({ world, step, sent, before, after, die }: Watch): Hooks => {
  let nth = 0;
  const targetsOf = new Map<InProcessRequest, Target | undefined>();
  const told = (request: InProcessRequest): RecordedStep => {
    const { service, operation, input } = request;
    return { step, nth, call: `${service}:${operation}`, input };
  };
  return {
    before: (request) => {
      nth += 1;
      targetsOf.set(request, targetOf(world, request));
      if (before(told(request)) !== 'die') return undefined;
      die();
      return new Promise<void>(() => undefined);
    },
    after: (request, outcome) => {
      const refusal = 'error' in outcome ? String((outcome.error as Error).name) : undefined;
      const target = targetsOf.get(request);
      sent.push({ call: told(request).call, request, caller: callerOf(world, request), refusal, target });
      targetsOf.delete(request);
      hideMissing(world, request, outcome);
      if (after(told(request)) === 'die') die();
    },
  };
};

const callerOf = (world: World, { credentials: { accessKeyId } }: InProcessRequest): string => {
  const session = world.sessions.get(accessKeyId);
  const key = world.accessKeys.get(accessKeyId);
  return session?.arn ?? `arn:aws:iam::${key?.accountId}:user/${key?.userName}`;
};

/** As it was before the request: afterwards it may be gone. */
const targetOf = (
  world: World,
  { service, operation, input, region, credentials }: InProcessRequest,
): Target | undefined => {
  const session = world.sessions.get(credentials.accessKeyId);
  if (session === undefined) return undefined;
  const { accountId, arn, userId, accessKeyId, name: roleName } = session;
  const principal = { kind: 'assumed-role', accountId, arn, userId, accessKeyId, roleName } as const;
  return targets[service]({ world, principal, region, operation, input });
};

/** S3 tells only those who may list the bucket that an object is not there; to others it is forbidden. */
const hideMissing = (world: World, request: InProcessRequest, outcome: CallOutcome): void => {
  const isMissing = 'error' in outcome && outcome.error instanceof AwsError && outcome.error.code === 'NoSuchKey';
  if (!isMissing) return;
  try {
    const { Bucket } = request.input;
    execute(world, { ...request, operation: 'ListObjectsV2', input: { Bucket } });
  } catch {
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }
};
