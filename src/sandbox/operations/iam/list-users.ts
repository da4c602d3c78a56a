import type { ListUsersRequest, ListUsersResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { accountOf } from './find.ts';
import { iamNames, truncation } from './list-page.ts';
import { userShape } from './shapes.ts';

export const listUsers: Operation<ListUsersRequest, ListUsersResponse> = (call, input) => {
  const account = accountOf(call);
  const prefix = input.PathPrefix;
  const names =
    prefix === undefined || prefix === '/'
      ? account.userNames
      : account.userNames.filter((name) => account.users.get(name)?.path.startsWith(prefix));
  const page = iamNames(call, names, input);
  const users = page.items.map((name) => account.users.get(name)).filter((user) => user !== undefined);
  return { Users: users.map(userShape), ...truncation(page) };
};
