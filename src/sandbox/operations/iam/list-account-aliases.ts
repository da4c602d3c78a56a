import type { ListAccountAliasesRequest, ListAccountAliasesResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { accountOf } from './find.ts';

export const listAccountAliases: Operation<ListAccountAliasesRequest, ListAccountAliasesResponse> = (call) => {
  const { alias } = accountOf(call);
  return { AccountAliases: alias === undefined ? [] : [alias], IsTruncated: false };
};
