/** What Node and the SDK's handler say of a failed request. */
interface NetworkFailure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
}

/** Of Node, where no connection came about (https://nodejs.org/api/errors.html#common-system-errors). */
const CODES = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * Whether a request failed before there was a connection. What drops packets, as a security group or a subnet without a
 * route does, is told by the SDK's handler in words alone (@smithy/node-http-handler, `setConnectionTimeout`).
 */
export const isNoConnection = ({ name, code, syscall, message }: NetworkFailure): boolean =>
  CODES.has(String(code)) ||
  (code === 'ETIMEDOUT' && (syscall === 'connect' || syscall === undefined)) ||
  (name === 'TimeoutError' && /did not establish a connection/.test(String(message)));
