import type { GetAccessKeyInfoRequest, GetAccessKeyInfoResponse } from '@aws-sdk/client-sts';
import { AwsError, type Operation } from '../../call.ts';

/** Whose account a key is of, in whatever state, also of other accounts: STS API reference. The error is a guess. */
export const getAccessKeyInfo: Operation<GetAccessKeyInfoRequest, GetAccessKeyInfoResponse> = ({ world }, input) => {
  const id = input.AccessKeyId ?? '';
  const Account = (world.accessKeys.get(id) ?? world.sessions.get(id))?.accountId;
  if (Account !== undefined) return { Account };
  throw new AwsError('ValidationError', `Access key ${id} does not exist.`, 400);
};
