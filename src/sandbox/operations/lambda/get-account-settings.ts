import type { GetAccountSettingsRequest, GetAccountSettingsResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../call.ts';
import { accountOf } from '../iam/find.ts';

/** Nothing is reserved for a single function, and there is no code. */
export const getAccountSettings: Operation<GetAccountSettingsRequest, GetAccountSettingsResponse> = (call) => {
  const { lambdaConcurrency } = accountOf(call);
  return {
    AccountLimit: { ConcurrentExecutions: lambdaConcurrency, UnreservedConcurrentExecutions: lambdaConcurrency },
    AccountUsage: { FunctionCount: 0, TotalCodeSize: 0 },
  };
};
