import type { UntagResourceRequest } from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import { findLiveSecret } from './find-secret.ts';

export const untagResource: Operation<UntagResourceRequest, Record<string, never>> = (call, input) => {
  const { tags } = findLiveSecret(call, input.SecretId);
  for (const key of input.TagKeys ?? []) tags.delete(key);
  return {};
};
