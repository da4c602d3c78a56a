import { applies, type Naming, naming, type PolicyCaller, type Requested } from './match.ts';
import type { PolicyDocument } from './policy.ts';

/** Everything a decision depends on. */
export interface AuthorizationRequest extends Requested {
  readonly caller: PolicyCaller;
  readonly isRoot: boolean;
  readonly resourceAccountId: string;
  readonly identityPolicies: readonly PolicyDocument[];
  readonly sessionPolicy: PolicyDocument | undefined;
  readonly resourcePolicy: { readonly policy: PolicyDocument; readonly since: number } | undefined;
  /** A role's trust policy must agree even within one account; other resource policies need not. */
  readonly resourcePolicyDecides: boolean;
  /** Service control policies, as deny lists. */
  readonly controlPolicies: readonly PolicyDocument[];
}

export type PolicyKind = 'identity-based' | 'resource-based' | 'session' | 'service control';

export type AccessDecision =
  | { readonly decision: 'allow' }
  /** `lacking`: the kind of policy of which one would have had to allow it. */
  | { readonly decision: 'implicit-deny'; readonly lacking: PolicyKind }
  | { readonly decision: 'explicit-deny'; readonly by: PolicyKind; readonly sid: string | undefined };

/** Decides as IAM documents it: an explicit deny wins, and nothing is allowed unless something allows it. */
export const authorize = (request: AuthorizationRequest): AccessDecision => explicitDeny(request) ?? allowance(request);

const explicitDeny = (request: AuthorizationRequest): AccessDecision | undefined =>
  denyIn(request.controlPolicies, 'service control', request) ??
  denyIn(request.resourcePolicy === undefined ? [] : [request.resourcePolicy.policy], 'resource-based', request) ??
  denyIn(request.identityPolicies, 'identity-based', request) ??
  denyIn(request.sessionPolicy === undefined ? [] : [request.sessionPolicy], 'session', request);

const denyIn = (
  policies: readonly PolicyDocument[],
  by: PolicyKind,
  request: AuthorizationRequest,
): AccessDecision | undefined => {
  for (const policy of policies) {
    for (const statement of policy) {
      if (statement.effect !== 'Deny' || !applies(statement, request)) continue;
      const since = request.resourcePolicy?.since ?? 0;
      if (by === 'resource-based' && naming(statement, request.caller, since) === 'none') continue;
      return { decision: 'explicit-deny', by, sid: statement.sid };
    }
  }
  return undefined;
};

const allowance = (request: AuthorizationRequest): AccessDecision => {
  const named = strongestNaming(request);
  const identity = request.isRoot || request.identityPolicies.some((policy) => allows(policy, request));
  const session = request.sessionPolicy === undefined || allows(request.sessionPolicy, request);
  const sameAccount = request.resourceAccountId === request.caller.accountId;
  if (sameAccount && named === 'session') return ALLOW;
  if (sameAccount && named === 'direct') return session ? ALLOW : lacking('session');
  if ((!sameAccount || request.resourcePolicyDecides) && named === 'none') return lacking('resource-based');
  if (!identity) return lacking('identity-based');
  return session ? ALLOW : lacking('session');
};

const ALLOW: AccessDecision = { decision: 'allow' };

const lacking = (kind: PolicyKind): AccessDecision => ({ decision: 'implicit-deny', lacking: kind });

const allows = (policy: PolicyDocument, request: AuthorizationRequest): boolean =>
  policy.some((statement) => statement.effect === 'Allow' && applies(statement, request));

const strongestNaming = (request: AuthorizationRequest): Naming => {
  const { resourcePolicy, caller } = request;
  if (resourcePolicy === undefined) return 'none';
  let best: Naming = 'none';
  for (const statement of resourcePolicy.policy) {
    if (statement.effect !== 'Allow' || !applies(statement, request)) continue;
    const found = naming(statement, caller, resourcePolicy.since);
    if (found === 'session' || found === 'direct') return found;
    if (found === 'account') best = found;
  }
  return best;
};
