import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import { plus, SECOND } from '../../../core/time.ts';
import { policyOf } from '../../authorize/policy.ts';
import { AwsError, type Call, type Operation } from '../../call.ts';
import type { Role } from '../../model/iam.ts';
import { findRole } from '../../roles.ts';
import { newRoleSession } from '../../seed/access.ts';
import { credentialsShape } from './credentials-shape.ts';

export const assumeRole: Operation<AssumeRoleRequest, AssumeRoleResponse> = (call, input) => {
  const { world, now } = call;
  const sessionName = input.RoleSessionName ?? '';
  const role = assumableRole(call, input.RoleArn ?? '');
  const seconds = input.DurationSeconds ?? 3_600;
  checkAgainstRole(call, seconds, role.maxSessionSeconds);
  const session = newRoleSession(world, role, {
    accountId: role.arn.split(':')[4] ?? '',
    sessionName,
    expiresAt: plus(now, seconds * SECOND),
    ...(input.Policy === undefined ? {} : { policy: checkSessionPolicy(input.Policy) }),
  });
  const AssumedRoleUser = { AssumedRoleId: session.userId, Arn: session.arn };
  return { Credentials: credentialsShape(session), AssumedRoleUser, PackedPolicySize: input.Policy ? 1 : undefined };
};

const assumableRole = (call: Call, arn: string): Role => {
  const role = findRole(call.world, arn);
  const active = call.world.accounts.get(arn.split(':')[4] ?? '')?.state === 'ACTIVE';
  if (role !== undefined && active && call.principal.kind !== 'root') return role;
  const caller = call.principal.arn;
  const message = `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
  throw new AwsError('AccessDenied', message, 403);
};

/** A session that came from a role may hand on one hour at most. */
const checkAgainstRole = (call: Call, seconds: number, most: number): void => {
  const limit = 'The requested DurationSeconds exceeds the';
  if (call.principal.kind === 'assumed-role' && seconds > 3_600) {
    throw new AwsError('ValidationError', `${limit} 1 hour session limit for roles assumed by role chaining`, 400);
  }
  if (seconds > most) throw new AwsError('ValidationError', `${limit} MaxSessionDuration set for this role.`, 400);
};

const checkSessionPolicy = (document: string): string => {
  try {
    policyOf(document);
    return document;
  } catch {
    throw new AwsError('MalformedPolicyDocument', 'The policy is not in the valid JSON format.', 400);
  }
};
