import type { Instant } from '../core/time.ts';
import type { World } from './world.ts';

/** Who is calling, as IAM sees it after authentication. */
export interface Principal {
  readonly kind: 'user' | 'assumed-role' | 'root' | 'federated-user';
  readonly accountId: string;
  /** `arn:aws:iam::...:user/...` or `arn:aws:sts::...:assumed-role/...`. */
  readonly arn: string;
  /** The value of `aws:userid`: `AIDA...`, or `AROA...:session`. */
  readonly userId: string;
  readonly accessKeyId: string;
  readonly userName?: string;
  readonly roleName?: string;
  /** Session policy given to AssumeRole, if any. */
  readonly sessionPolicy?: string;
}

/** What an operation is told besides its input. */
export interface Call {
  readonly world: World;
  readonly principal: Principal;
  readonly region: string;
  /** `ListUsers`: whose page tokens these are. */
  readonly operation: string;
  readonly now: Instant;
  /** Where the call came from. */
  readonly sourceIp?: string;
}

/** One operation of one service: input and output have the shapes of the AWS SDK v3 command of the same name. */
// biome-ignore lint/suspicious/noExplicitAny: shapes are the SDK's; each operation file names its own.
export type Operation<I = any, O = any> = (call: Call, input: I) => O;

/** An error as AWS would answer it. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** What the service tells beside code and message: `Reason` of Organizations. */
  readonly fields: Readonly<Record<string, string>>;
  constructor(code: string, message: string, status = 400, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}
