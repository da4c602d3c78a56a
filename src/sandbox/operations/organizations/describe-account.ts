import type { DescribeAccountRequest, DescribeAccountResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../call.ts';
import { accountShape } from './account-shape.ts';
import { notFound, requireAdministrator } from './membership.ts';

export const describeAccount: Operation<DescribeAccountRequest, DescribeAccountResponse> = (call, input) => {
  requireAdministrator(call);
  const account = call.world.accounts.get(input.AccountId ?? '');
  if (account === undefined) throw notFound('Account');
  return { Account: accountShape(call.world, account) };
};
