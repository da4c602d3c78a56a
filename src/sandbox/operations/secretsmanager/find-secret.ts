import type { Call } from '../../call.ts';
import type { SandboxSecret } from '../../model/secret.ts';
import { locateSecret, type SecretLocation } from '../../secrets.ts';
import { invalidParameter, invalidRequest, notFound } from './faults.ts';

export const placeOf = ({ principal, region }: Call): SecretLocation => ({ accountId: principal.accountId, region });

/** The secret, be it scheduled for deletion or not. */
export const findSecret = (call: Call, id: string | undefined): SandboxSecret => {
  if (id === undefined || id === '') throw invalidParameter('You must provide a SecretId.');
  const secret = locateSecret(call.world, placeOf(call), id);
  if (secret === undefined) throw notFound();
  return secret;
};

/** The secret, if it may be worked on. */
export const findLiveSecret = (call: Call, id: string | undefined): SandboxSecret => {
  const secret = findSecret(call, id);
  if (secret.deletion === undefined) return secret;
  throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
};
