import type { GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import type { Operation } from '../../call.ts';

export const getCallerIdentity: Operation<unknown, GetCallerIdentityResponse> = ({ principal }) => {
  return { UserId: principal.userId, Account: principal.accountId, Arn: principal.arn };
};
