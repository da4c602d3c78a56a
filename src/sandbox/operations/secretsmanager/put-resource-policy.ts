import type { PutResourcePolicyRequest, PutResourcePolicyResponse } from '@aws-sdk/client-secrets-manager';
import { AwsError, type Operation } from '../../call.ts';
import { findLiveSecret } from './find-secret.ts';
import { checkPolicy, isPublic } from './secret-policy.ts';
import { nameOf } from './secret-shape.ts';

export const putResourcePolicy: Operation<PutResourcePolicyRequest, PutResourcePolicyResponse> = (call, input) => {
  const secret = findLiveSecret(call, input.SecretId);
  const document = input.ResourcePolicy ?? '';
  const policy = checkPolicy(call.world, document);
  if (input.BlockPublicPolicy && policy.some(isPublic)) {
    const message =
      'The BlockPublicPolicy parameter is set to true, and the resource policy did not prevent broad access to the secret.';
    throw new AwsError('PublicPolicyException', message, 400);
  }
  secret.resourcePolicy = { document, since: call.now };
  return nameOf(secret);
};
