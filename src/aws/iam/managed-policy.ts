import { GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam';
import type { Client } from '../client/client-factory.ts';
import { ask, expected } from '../client/send.ts';

/**
 * A managed policy, in the version that holds: IAM sends it URL-encoded
 * (https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html).
 */
export const policyDocument = async (iam: Client, PolicyArn: string): Promise<string> => {
  const { Policy } = await ask(iam, new GetPolicyCommand({ PolicyArn }));
  const VersionId = expected(Policy?.DefaultVersionId, 'iam:GetPolicy', 'Policy.DefaultVersionId');
  const { PolicyVersion } = await ask(iam, new GetPolicyVersionCommand({ PolicyArn, VersionId }));
  return decoded(expected(PolicyVersion?.Document, 'iam:GetPolicyVersion', 'PolicyVersion.Document'));
};

/** What is no URL-encoding is left as it is. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
