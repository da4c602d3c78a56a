import { AwsError, type Principal } from '../call.ts';
import type { SandboxService } from '../service-name.ts';
import { recordedRegion, serviceProfiles } from '../service-profile.ts';
import type { World } from '../world.ts';
import { type AccessDecision, authorize } from './authorize.ts';
import { type Identity, identityOf } from './caller.ts';
import { contextOf } from './context.ts';
import { type PolicyDocument, policyOf } from './policy.ts';
import type { Target } from './target.ts';

export interface Admission {
  readonly service: SandboxService;
  readonly principal: Principal;
  readonly target: Target;
  readonly region: string;
  readonly sourceIp: string;
}

/** Calls that no policy can refuse: they only authenticate. */
const UNDENIABLE = new Set(['sts:GetCallerIdentity', 'sts:GetSessionToken']);

/** Throws the service's access-denied error unless the call is allowed. */
export const admit = (world: World, admission: Admission): void => {
  const { target, principal } = admission;
  if (UNDENIABLE.has(target.action)) return;
  refuseSessionToken(admission);
  const identity = identityOf(world, principal);
  for (const action of [target.action, ...(target.also ?? [])]) {
    const verdict = decide(world, admission, { action, identity });
    if (verdict.decision !== 'allow') throw denial(admission, action, verdict);
  }
};

/** Whether policies let the principal do this: what a service asks another one on its caller's behalf. */
export const isAdmitted = (world: World, admission: Admission): boolean => {
  const { action } = admission.target;
  return decide(world, admission, { action, identity: identityOf(world, admission.principal) }).decision === 'allow';
};

/** A user's own session, got without a second factor, may not call IAM, nor STS but for AssumeRole. */
const refuseSessionToken = ({ service, principal, target }: Admission): void => {
  const ownSession = principal.kind === 'user' && principal.accessKeyId.startsWith('ASIA');
  if (!ownSession || !(service === 'iam' || service === 'sts') || target.action === 'sts:AssumeRole') return;
  const { code, status, message } = serviceProfiles[service].unknownKey;
  throw new AwsError(code, message, status);
};

const decide = (world: World, admission: Admission, asked: { action: string; identity: Identity }): AccessDecision => {
  const { principal, target, region, sourceIp, service } = admission;
  const { caller, policies } = asked.identity;
  const account = world.accounts.get(principal.accountId);
  const user = principal.userName === undefined ? undefined : account?.users.get(principal.userName);
  const context = contextOf({
    world,
    principal,
    caller,
    target,
    region: recordedRegion(service, region),
    sourceIp,
    user,
  });
  const { resourcePolicy } = target;
  return authorize({
    action: asked.action.toLowerCase(),
    resource: target.resource,
    context,
    caller,
    isRoot: principal.kind === 'root',
    resourceAccountId: target.accountId,
    identityPolicies: policies,
    sessionPolicy: principal.sessionPolicy === undefined ? undefined : policyOf(principal.sessionPolicy),
    resourcePolicy: resourcePolicy && { policy: policyOf(resourcePolicy.document), since: resourcePolicy.since },
    resourcePolicyDecides: target.resourcePolicyDecides ?? false,
    controlPolicies: account === undefined || account.management ? NONE : account.scps.map(policyOf),
  });
};

const NONE: readonly PolicyDocument[] = [];

const denial = (
  admission: Admission,
  action: string,
  verdict: Exclude<AccessDecision, { decision: 'allow' }>,
): AwsError => {
  const { code, status } = serviceProfiles[admission.service].denied;
  const { principal, target } = admission;
  const refused = `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${target.label}`;
  return new AwsError(code, refused + reason(action, target, verdict), status);
};

const reason = (action: string, target: Target, verdict: Exclude<AccessDecision, { decision: 'allow' }>): string => {
  if (verdict.decision === 'implicit-deny') {
    if (target.resourcePolicyDecides) return '';
    return ` because no ${verdict.lacking} policy allows the ${action} action`;
  }
  const article = verdict.by === 'identity-based' ? 'an' : 'a';
  return ` with an explicit deny in ${article} ${verdict.by} policy`;
};
