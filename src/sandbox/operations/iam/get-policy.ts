import type { GetPolicyRequest, GetPolicyResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../call.ts';
import { accountOf, noSuchEntity } from './find.ts';
import { attachmentsOf } from './managed-policies.ts';
import { policyShape } from './shapes.ts';

export const getPolicy: Operation<GetPolicyRequest, GetPolicyResponse> = (call, input) => {
  const policy = accountOf(call).policies.get(input.PolicyArn ?? '');
  if (policy === undefined) throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`);
  return { Policy: policyShape(policy, attachmentsOf(call, policy.arn)) };
};
