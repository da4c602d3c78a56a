import type { Call } from '../../call.ts';
import type { SandboxSecret, SecretRead } from '../../model/secret.ts';
import { seenSecret } from '../../past-secrets.ts';
import { locateSecret, type SecretLocation } from '../../secrets.ts';
import { invalidParameter, invalidRequest, notFound } from './faults.ts';

export const placeOf = ({ principal, region }: Call): SecretLocation => ({ accountId: principal.accountId, region });

/** The secret, be it scheduled for deletion or not; `read`: as this read sees it, which may be late. */
export const findSecret = (call: Call, id: string | undefined, read?: SecretRead): SandboxSecret => {
  if (id === undefined || id === '') throw invalidParameter('You must provide a SecretId.');
  const place = placeOf(call);
  const secret = read === undefined ? locateSecret(call.world, place, id) : seenSecret(call.world, place, { id, read });
  if (secret === undefined) throw notFound();
  return secret;
};

/** The secret, if it may be worked on. */
export const findLiveSecret = (call: Call, id: string | undefined, read?: SecretRead): SandboxSecret => {
  const secret = findSecret(call, id, read);
  if (secret.deletion === undefined) return secret;
  throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
};
