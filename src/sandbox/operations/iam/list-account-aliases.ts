import type { ListAccountAliasesRequest, ListAccountAliasesResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { accountOf } from './find.ts';
import { iamPage, truncation } from './list-page.ts';

export const listAccountAliases: Operation<ListAccountAliasesRequest, ListAccountAliasesResponse> = (call, input) => {
  const { alias } = accountOf(call);
  const page = iamPage(call, alias === undefined ? [] : [alias], input);
  return { AccountAliases: [...page.items], ...truncation(page) };
};
