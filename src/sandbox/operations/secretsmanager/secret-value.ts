import type { SandboxSecretVersion } from '../../model/secret.ts';
import { invalidParameter, invalidRequest } from './faults.ts';

interface ValueInput {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
}

const MAX_BYTES = 65_536;

/** The value that a request carries, copied; undefined if none. */
export const givenValue = ({ SecretString, SecretBinary }: ValueInput): string | Uint8Array | undefined => {
  if (SecretString !== undefined && SecretBinary !== undefined) {
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  const value = SecretString ?? (SecretBinary === undefined ? undefined : Uint8Array.from(SecretBinary));
  if (value !== undefined) checkSize(value);
  return value;
};

/** The model counts characters, the quota bytes. */
const checkSize = (value: string | Uint8Array): void => {
  const bytes = typeof value === 'string' ? Buffer.byteLength(value) : value.byteLength;
  if (bytes > MAX_BYTES) throw invalidParameter(`The secret value must be between 1 and ${MAX_BYTES} bytes long.`);
};

export const sameValue = (version: SandboxSecretVersion, value: string | Uint8Array): boolean => {
  if (typeof value === 'string' || typeof version.value === 'string') return version.value === value;
  return Buffer.from(version.value).equals(value);
};

/** The token that becomes the version's id; SDKs make one up, raw callers must send it. */
export const checkToken = (token: string | undefined): string => {
  if (token === undefined) {
    throw invalidRequest('You must provide a ClientRequestToken value. We recommend a UUID-type value.');
  }
  return token;
};

export const tokenInUse = (token: string, arn: string): string =>
  `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${arn}.`;
