import type { GetSessionTokenRequest, GetSessionTokenResponse } from '@aws-sdk/client-sts';
import { plus, SECOND } from '../../../core/time.ts';
import { AwsError, type Operation } from '../../call.ts';
import { addSession } from '../../seed/access.ts';
import { credentialsShape } from './credentials-shape.ts';

export const getSessionToken: Operation<GetSessionTokenRequest, GetSessionTokenResponse> = (call, input) => {
  const { world, principal, now } = call;
  if (principal.kind !== 'user' || !principal.accessKeyId.startsWith('AKIA')) {
    throw new AwsError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403);
  }
  const seconds = input.DurationSeconds ?? 43_200;
  const session = addSession(world, {
    accountId: principal.accountId,
    kind: 'user',
    arn: principal.arn,
    userId: principal.userId,
    name: principal.userName ?? '',
    expiresAt: plus(now, seconds * SECOND),
  });
  return { Credentials: credentialsShape(session) };
};
