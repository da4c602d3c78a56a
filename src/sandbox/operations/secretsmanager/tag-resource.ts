import type { TagResourceRequest } from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import { findLiveSecret } from './find-secret.ts';
import { addTags } from './tagging.ts';

export const tagResource: Operation<TagResourceRequest, Record<string, never>> = (call, input) => {
  addTags(findLiveSecret(call, input.SecretId).tags, input.Tags);
  return {};
};
