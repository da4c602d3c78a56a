/**
 * What went wrong with one request, in the terms that decide what may be done next.
 * All but `doubtful` are definite: AWS did not carry the request out. `doubtful` is no answer, 5xx, a foreign answer,
 * or anything unknown: it may or may not have been carried out.
 */
export type AwsFaultKind =
  | 'throttled'
  | 'denied'
  | 'missing'
  | 'exists'
  | 'limit'
  | 'invalid'
  /** Credentials or signature are too old, or not (yet) known. */
  | 'unauthenticated'
  | 'doubtful';

/** A request to AWS that failed. Carries no input, since inputs may hold secrets. */
export class AwsFault extends Error {
  readonly kind: AwsFaultKind;
  /** AWS's own error code, as `AccessDeniedException`. */
  readonly code: string;
  /** As `secretsmanager:PutSecretValue`. */
  readonly operation: string;

  constructor(kind: AwsFaultKind, code: string, operation: string, message: string) {
    super(`${operation}: ${code}: ${message}`);
    this.name = 'AwsFault';
    this.kind = kind;
    this.code = code;
    this.operation = operation;
  }
}

export const isAwsFault = (error: unknown, ...kinds: readonly AwsFaultKind[]): error is AwsFault =>
  error instanceof AwsFault && (kinds.length === 0 || kinds.includes(error.kind));

/** `undefined` where AWS says that the thing does not exist; any other fault goes on. */
export const unlessMissing = async <T>(answer: Promise<T>): Promise<T | undefined> => {
  try {
    return await answer;
  } catch (error) {
    if (isAwsFault(error, 'missing')) return undefined;
    throw error;
  }
};
