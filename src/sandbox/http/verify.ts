import { timingSafeEqual } from 'node:crypto';
import { type Instant, SECOND } from '../../core/time.ts';
import { AwsError } from '../call.ts';
import type { SandboxCredentials } from '../service-name.ts';
import { type ServiceFault, serviceProfiles } from '../service-profile.ts';
import type { HttpMessage } from './http-message.ts';
import type { ServiceModel } from './protocols/service-model.ts';
import { refusalsOf } from './refusals.ts';
import { expectedSignature, type Signature, sha256 } from './signature.ts';

/** What the sandbox knows of an access key; undefined if it never existed. */
export type SecretOf = (
  accessKeyId: string,
) => Pick<SandboxCredentials, 'secretAccessKey' | 'sessionToken'> | undefined;

export interface Proven {
  readonly credentials: SandboxCredentials;
  readonly signature: Signature;
}

/**
 * The credentials that a request proves to hold; throws the refusal in the service's own words. Whether the key works,
 * and whether the signature is too old, is for the operation's execution to say.
 */
export const verify = (
  request: HttpMessage,
  signature: Signature | 'missing' | 'incomplete',
  { model, secretOf }: { readonly model: ServiceModel; readonly secretOf: SecretOf },
): Proven => {
  if (typeof signature === 'string') throw refusalsOf(model.protocol)[signature];
  const profile = serviceProfiles[model.service];
  const known = secretOf(signature.accessKeyId);
  if (!known) throw refusal(profile.unknownKey);
  const expected = expectedSignature(request, signature, known.secretAccessKey);
  if (!isSame(expected, signature.value)) throw refusal(profile.badSignature);
  checkPayload(request);
  const { accessKeyId, sessionToken } = signature;
  return { signature, credentials: { accessKeyId, secretAccessKey: known.secretAccessKey, sessionToken } };
};

/** When a request counts as signed: a presigned one, all the time until it expires. */
export const signingTime = ({ signedAt, expiresAfter }: Signature, now: Instant): Instant =>
  expiresAfter !== undefined && now >= signedAt && now <= signedAt + expiresAfter * SECOND ? now : signedAt;

const refusal = ({ code, message, status }: ServiceFault): AwsError => new AwsError(code, message, status);

const isSame = (expected: string, sent: string): boolean =>
  expected.length === sent.length && timingSafeEqual(Buffer.from(expected), Buffer.from(sent));

/** A signature covers the hash that the client declares; this makes it cover the body. */
const checkPayload = (request: HttpMessage): void => {
  const declared = request.headers['x-amz-content-sha256'];
  if (declared === undefined || !/^[0-9a-f]{64}$/.test(declared) || declared === sha256(request.body)) return;
  const message = 'The provided x-amz-content-sha256 header does not match what was computed.';
  throw new AwsError('XAmzContentSHA256Mismatch', message, 400);
};
