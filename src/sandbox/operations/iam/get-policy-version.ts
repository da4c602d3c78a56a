import type { GetPolicyVersionRequest, GetPolicyVersionResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { accountOf, noSuchEntity } from './find.ts';

/** Policies have one version here; its document is "URL-encoded compliant with RFC 3986": API reference. */
export const getPolicyVersion: Operation<GetPolicyVersionRequest, GetPolicyVersionResponse> = (call, input) => {
  const policy = accountOf(call).policies.get(input.PolicyArn ?? '');
  if (policy === undefined) throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`);
  if (input.VersionId !== 'v1')
    throw noSuchEntity(`Policy ${input.PolicyArn} version ${input.VersionId} does not exist or is not attachable.`);
  const { document, createdAt } = policy;
  return {
    PolicyVersion: {
      Document: encodeURIComponent(document),
      VersionId: 'v1',
      IsDefaultVersion: true,
      CreateDate: new Date(createdAt),
    },
  };
};
