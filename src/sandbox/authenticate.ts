import { type Instant, MINUTE } from '../core/time.ts';
import { AwsError, type Principal } from './call.ts';
import type { AccessKey, SandboxSession } from './model/iam.ts';
import type { SandboxCredentials, SandboxService } from './service-name.ts';
import { type ServiceFault, type ServiceProfile, serviceProfiles } from './service-profile.ts';
import type { World } from './world.ts';

/** What a caller shows to prove who it is. */
export interface ProvenSignature {
  readonly service: SandboxService;
  readonly credentials: SandboxCredentials | undefined;
  readonly signedAt?: Instant | undefined;
}

/** Who the caller is; throws the error that this service answers to a wrong, inactive, expired or late signature. */
export const authenticate = (world: World, proof: ProvenSignature): Principal => {
  const profile = serviceProfiles[proof.service];
  const { credentials } = proof;
  if (credentials === undefined) {
    throw new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  }
  const key = world.accessKeys.get(credentials.accessKeyId);
  const session = key === undefined ? world.sessions.get(credentials.accessKeyId) : undefined;
  const found = key ?? session;
  if (found === undefined || !isKnown(world, found, credentials)) throw refusal(profile.unknownKey);
  if (found.secretAccessKey !== credentials.secretAccessKey) throw refusal(profile.badSignature);
  if (proof.signedAt !== undefined) checkSigningTime(world.now, proof.signedAt, proof.service);
  if (session !== undefined && session.expiresAt <= world.now) throw refusal(profile.expired);
  return key === undefined ? sessionPrincipal(session as SandboxSession) : userPrincipal(world, key);
};

/**
 * The secret with which requests of this key must be signed, for verifying SigV4; nothing about whether the key works.
 */
export const secretOf = (
  world: World,
  accessKeyId: string,
): { secretAccessKey: string; sessionToken?: string } | undefined => {
  const key = world.accessKeys.get(accessKeyId);
  if (key !== undefined) return { secretAccessKey: key.secretAccessKey };
  const session = world.sessions.get(accessKeyId);
  if (session === undefined) return undefined;
  return { secretAccessKey: session.secretAccessKey, sessionToken: session.sessionToken };
};

const isKnown = (world: World, found: AccessKey | SandboxSession, shown: SandboxCredentials): boolean => {
  if (world.accounts.get(found.accountId)?.state !== 'ACTIVE') return false;
  if ('sessionToken' in found) return found.sessionToken === shown.sessionToken;
  return shown.sessionToken === undefined && found.status === 'Active' && found.usableAt <= world.now;
};

const userPrincipal = (world: World, key: AccessKey): Principal => {
  const user = world.accounts.get(key.accountId)?.users.get(key.userName);
  if (user === undefined) throw refusal(serviceProfiles.sts.unknownKey);
  const { accountId, accessKeyId } = key;
  return { kind: 'user', accountId, arn: user.arn, userId: user.userId, accessKeyId, userName: user.name };
};

const sessionPrincipal = (session: SandboxSession): Principal => {
  const { kind, accountId, arn, userId, accessKeyId, name, policy } = session;
  if (kind === 'user') return { kind, accountId, arn, userId, accessKeyId, userName: name };
  const principal: Principal = { kind, accountId, arn, userId, accessKeyId, roleName: name };
  return policy === undefined ? principal : { ...principal, sessionPolicy: policy };
};

const refusal = (fault: ServiceFault): AwsError => new AwsError(fault.code, fault.message, fault.status);

/** Signatures are valid for some minutes around the server's time; S3 words its refusal in its own way. */
const checkSigningTime = (now: Instant, signedAt: Instant, service: SandboxService): void => {
  const profile = serviceProfiles[service];
  if (Math.abs(now - signedAt) <= profile.signatureAgeMs) return;
  if (service === 's3') {
    const message = 'The difference between the request time and the current time is too large.';
    throw new AwsError('RequestTimeTooSkewed', message, 403);
  }
  throw new AwsError(profile.badSignature.code, lateMessage(now, signedAt, profile), profile.badSignature.status);
};

const lateMessage = (now: Instant, signedAt: Instant, profile: ServiceProfile): string => {
  const age = profile.signatureAgeMs;
  const minutes = age / MINUTE;
  if (signedAt < now) {
    return `Signature expired: ${compact(signedAt)} is now earlier than ${compact(now - age)} (${compact(now)} - ${minutes} min.)`;
  }
  return `Signature not yet current: ${compact(signedAt)} is still later than ${compact(now + age)} (${compact(now)} + ${minutes} min.)`;
};

/** 20130508T181500Z, as SigV4 writes times. */
const compact = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
