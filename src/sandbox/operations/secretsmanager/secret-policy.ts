import { type PolicyDocument, type PolicyStatement, policyOf } from '../../authorize/policy.ts';
import { AwsError } from '../../call.ts';
import { namesExistingPrincipals } from '../../principals.ts';
import type { World } from '../../world.ts';

/**
 * The policy as Secrets Manager takes it.
 * @throws MalformedPolicyDocumentException if it is no policy, or names somebody who does not exist
 */
export const checkPolicy = (world: World, document: string): PolicyDocument => {
  const policy = parse(document);
  if (namesExistingPrincipals(world, document) === undefined) return policy;
  throw malformed('This resource policy contains an unsupported principal.');
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

export const isPublic = ({ effect, principals, notPrincipals, conditions }: PolicyStatement): boolean => {
  const everyone = principals?.includes('*') || notPrincipals;
  if (effect !== 'Allow' || !everyone) return false;
  return !conditions.some((condition) => NARROWING.test(condition.key) && !condition.negated && !condition.ifExists);
};
