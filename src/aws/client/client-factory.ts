import type { CommandIO, GetOutputType } from '@smithy/types';
import type { Instant } from '../../core/time.ts';
import { kindOf } from './operations.ts';
import type { ServiceName } from './service-name.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface ClientSpec {
  readonly service: ServiceName;
  readonly region: string;
  /**
   * A function is asked before each request and keeps its own credentials fresh; none: the caller's own credentials.
   */
  readonly credentials?: Credentials | (() => Promise<Credentials>);
  /** Sent once, whatever happens: for requests that AWS would carry out twice, CreateAccessKey and SendEmail. */
  readonly once?: boolean;
  /** Refuses every operation that is not known to only read, before it is sent. */
  readonly readOnly?: boolean;
  /** Whose service is asked; none: the caller's own. */
  readonly account?: string;
  /** Told of each attempt that is really sent. */
  readonly sent?: (operation: string) => void;
  /** Told of each of these that AWS refused since too many came. */
  readonly throttled?: () => void;
}

/** The one seam between adapters and the world: real HTTP clients, or the sandbox called directly. */
export type ClientFactory = (spec: ClientSpec) => Client;

export interface Client {
  readonly service: ServiceName;
  /** Every attempt is signed with `signedAt`, or with the door's present time. */
  send<C extends AwsCommand>(command: C, options?: SendOptions): Promise<GetOutputType<C>>;
  destroy(): void;
}

export interface SendOptions {
  readonly signedAt?: Instant | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Any command of any SDK v3 client. */
// biome-ignore lint/suspicious/noExplicitAny: input and output are invariant in the SDK's types; only `any` spans them.
export type AwsCommand = CommandIO<any, any> & { readonly schema?: unknown };

/** `CreateAccessKey`. From the command's schema, as class names do not survive minifying. */
export const operationOf = (command: AwsCommand): string =>
  Array.isArray(command.schema) && typeof command.schema[2] === 'string'
    ? command.schema[2]
    : command.constructor.name.replace(/Command$/, '');

/** A client for reading was asked to change something: a defect of keyturn, never AWS's answer. */
export class WriteRefused extends Error {
  constructor(operation: string) {
    super(`${operation} is refused: this client may only read`);
    this.name = 'WriteRefused';
  }
}

/** Throws unless the client may send this. */
export const admit = ({ service, readOnly = false }: ClientSpec, operation: string): void => {
  if (readOnly && kindOf(service, operation) !== 'read') throw new WriteRefused(`${service}:${operation}`);
};
