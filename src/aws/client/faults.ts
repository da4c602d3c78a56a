import { AwsFault, type AwsFaultKind } from '../../app/faults/aws-fault.ts';
import { Fault } from '../../app/faults/fault.ts';
import { Unreachable } from '../../app/faults/unreachable.ts';
import { WriteRefused } from './client-factory.ts';
import { kindOfCode } from './error-codes.ts';
import { isNoConnection } from './no-connection.ts';
import { kindOf } from './operations.ts';
import { ProxyFailed } from './proxy.ts';
import { redact } from './redact.ts';
import type { ServiceName } from './service-name.ts';

/** What the SDK tells of a failure, as far as it can be believed. */
interface SdkFailure {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly syscall?: unknown;
  /**
   * Set on what the SDK made of an answer of 300 or more, parsed or not; never on network errors or unreadable bodies.
   */
  readonly $fault?: unknown;
  readonly $metadata?: AnswerMetadata | undefined;
}

interface AnswerMetadata {
  readonly httpStatusCode?: number | undefined;
  /**
   * Of several attempts one was not answered by a refusal: it may have been carried out, whatever the last answer says.
   */
  readonly inDoubt?: boolean;
  /** Whom the last attempt was for. */
  readonly host?: string | undefined;
}

/** Puts a failed request into keyturn's terms. What keyturn itself refused, or has named already, is left as it is. */
export const toFault = (error: unknown, operation: string): Error => {
  if (error instanceof AwsFault || error instanceof WriteRefused || error instanceof Fault) return error;
  const failure: SdkFailure = typeof error === 'object' && error !== null ? error : {};
  const name = typeof failure.name === 'string' ? failure.name : 'Error';
  if (NOT_SENT.has(name)) return new AwsFault('unauthenticated', name, operation, wordsOf(failure, operation));
  if (error instanceof ProxyFailed) return new AwsFault('doubtful', error.code, operation, error.message);
  if (failure.$fault === undefined) return unanswered(failure, networkCode(failure) ?? name, operation);
  return new AwsFault(kindOfAnswer(name, operation, failure.$metadata), name, operation, wordsOf(failure, operation));
};

const unanswered = (failure: SdkFailure, code: string, operation: string): AwsFault => {
  const { host } = failure.$metadata ?? {};
  return host !== undefined && isNoConnection(failure)
    ? new Unreachable(code, operation, host)
    : new AwsFault('doubtful', code, operation, NO_ANSWER);
};

/** Without credentials nothing was sent. */
const NOT_SENT = new Set(['CredentialsProviderError', 'TokenProviderError']);

/** The message of an unreadable answer may quote it, secrets included: it is never passed on. */
const NO_ANSWER = 'no usable answer; AWS may or may not have carried it out';

/**
 * A server error under a code that refuses is no refusal; throttling alone comes with 503 too. `exists` is definite
 * even in doubt: to a request of our own it repeats, AWS answers with success.
 */
const kindOfAnswer = (name: string, operation: string, metadata: AnswerMetadata = {}): AwsFaultKind => {
  const kind = kindOfCode(name) ?? 'doubtful';
  if ((metadata.httpStatusCode ?? 400) >= 500) return kind === 'throttled' ? kind : 'doubtful';
  return metadata.inDoubt === true && kind !== 'exists' && isWrite(operation) ? 'doubtful' : kind;
};

const isWrite = (operation: string): boolean => {
  const [service, name] = operation.split(':');
  return kindOf(service as ServiceName, name ?? '') === 'write';
};

const networkCode = ({ code }: SdkFailure): string | undefined =>
  typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : undefined;

const wordsOf = ({ message }: SdkFailure, operation: string): string => {
  if (carriesSecret.has(operation)) return "AWS's own words are left out, since they could quote a secret";
  return typeof message === 'string' ? redact(message).slice(0, 500) : '';
};

/** The one request with a secret in it; an error answers all others without one. */
const carriesSecret: ReadonlySet<string> = new Set(['secretsmanager:PutSecretValue']);
