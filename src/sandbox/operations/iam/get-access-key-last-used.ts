import type { AccessKeyLastUsed, GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse } from '@aws-sdk/client-iam';
import { AwsError, type Operation } from '../../call.ts';
import { lastUseOf } from '../../last-used.ts';

export const getAccessKeyLastUsed: Operation<GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse> = (
  { world, principal },
  input,
) => {
  const key = world.accessKeys.get(input.AccessKeyId ?? '');
  if (key === undefined || key.accountId !== principal.accountId) {
    // IAM does not tell whether a key exists elsewhere.
    const action = 'iam:GetAccessKeyLastUsed';
    const message = `User: ${principal.arn} is not authorized to perform ${action} on resource: access key ${input.AccessKeyId}`;
    throw new AwsError('AccessDenied', message, 403);
  }
  const use = lastUseOf(world, key);
  const AccessKeyLastUsed: AccessKeyLastUsed =
    use === undefined
      ? { LastUsedDate: undefined, ServiceName: 'N/A', Region: 'N/A' }
      : { LastUsedDate: new Date(use.at), ServiceName: use.service, Region: use.region };
  return { UserName: key.userName, AccessKeyLastUsed };
};
