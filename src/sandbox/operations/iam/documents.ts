import { policyOf } from '../../authorize/policy.ts';
import { AwsError, type Call } from '../../call.ts';
import { namesExistingPrincipals } from '../../principals.ts';

/** A policy document as IAM accepts it. */
export const checkDocument = (document: string | undefined): string => {
  try {
    policyOf(document ?? '');
    return document ?? '';
  } catch {
    throw malformed('Syntax errors in policy.');
  }
};

/** A trust policy: its principals must exist at the moment it is written. */
export const checkTrustPolicy = (call: Call, document: string | undefined): string => {
  const checked = checkDocument(document);
  const stranger = namesExistingPrincipals(call.world, checked);
  if (stranger !== undefined) throw malformed(`Invalid principal in policy: "AWS":"${stranger}"`);
  return checked;
};

const malformed = (message: string): AwsError => new AwsError('MalformedPolicyDocument', message, 400);
