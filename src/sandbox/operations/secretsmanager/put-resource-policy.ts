import type { PutResourcePolicyRequest, PutResourcePolicyResponse } from '@aws-sdk/client-secrets-manager';
import { type PolicyDocument, type PolicyStatement, policyOf } from '../../authorize/policy.ts';
import { AwsError, type Operation } from '../../call.ts';
import { namesExistingPrincipals } from '../../principals.ts';
import { invalidParameter } from './faults.ts';
import { findLiveSecret } from './find-secret.ts';
import { nameOf } from './secret-shape.ts';

const MAX_POLICY = 20_480;

export const putResourcePolicy: Operation<PutResourcePolicyRequest, PutResourcePolicyResponse> = (call, input) => {
  const secret = findLiveSecret(call, input.SecretId);
  const document = input.ResourcePolicy ?? '';
  if (document.length < 1 || document.length > MAX_POLICY) {
    throw invalidParameter(`The resource policy must be 1-${MAX_POLICY} characters long.`);
  }
  const policy = parse(document);
  if (namesExistingPrincipals(call.world, document) !== undefined) {
    throw malformed('This resource policy contains an unsupported principal.');
  }
  if (input.BlockPublicPolicy && policy.some(isPublic)) {
    const message =
      'The BlockPublicPolicy parameter is set to true, and the resource policy did not prevent broad access to the secret.';
    throw new AwsError('PublicPolicyException', message, 400);
  }
  secret.resourcePolicy = { document, since: call.now };
  return nameOf(secret);
};

const malformed = (message: string): AwsError => new AwsError('MalformedPolicyDocumentException', message, 400);

const parse = (document: string): PolicyDocument => {
  try {
    return policyOf(document);
  } catch {
    throw malformed('This resource policy contains invalid Json.');
  }
};

/** Keys that tie a grant to known callers; AWS's own analysis knows more, this is the part that policies here use. */
const NARROWING = /^aws:(principal(arn|account|orgid|orgpaths)|userid|source(ip|arn|account|vpce?|vpc))$/;

const isPublic = ({ effect, principals, notPrincipals, conditions }: PolicyStatement): boolean => {
  const everyone = principals?.includes('*') || notPrincipals;
  if (effect !== 'Allow' || !everyone) return false;
  return !conditions.some((condition) => NARROWING.test(condition.key) && !condition.negated && !condition.ifExists);
};
