import type { Principal } from '../call.ts';
import type { SandboxAccount } from '../model/account.ts';
import type { Policies } from '../model/iam.ts';
import type { World } from '../world.ts';
import { AWS_MANAGED_POLICIES } from './aws-managed-policies.ts';
import type { PolicyCaller } from './match.ts';
import { type PolicyDocument, policyOf } from './policy.ts';

/** Who is asking, and the policies that come with it. */
export interface Identity {
  readonly caller: PolicyCaller;
  readonly policies: readonly PolicyDocument[];
}

export const identityOf = (world: World, principal: Principal): Identity => {
  const { accountId, arn } = principal;
  const account = world.accounts.get(accountId);
  if (principal.kind === 'user' && principal.userName !== undefined) {
    const user = account?.users.get(principal.userName);
    const groups = (user?.groups ?? []).map((name) => account?.groups.get(name));
    const caller = { accountId, arn, principalArn: arn, since: user?.createdAt ?? 0 };
    return { caller, policies: gather(account, [user, ...groups]) };
  }
  const role = principal.roleName === undefined ? undefined : account?.roles.get(principal.roleName);
  // A session of a role that was re-created under its old name has none of the new role's rights.
  const own = role !== undefined && principal.userId.startsWith(`${role.roleId}:`) ? role : undefined;
  const caller = { accountId, arn, principalArn: role?.arn ?? arn, since: own?.createdAt ?? 0 };
  return { caller, policies: gather(account, [own]) };
};

const gather = (account: SandboxAccount | undefined, holders: readonly (Policies | undefined)[]): PolicyDocument[] => {
  const policies: PolicyDocument[] = [];
  for (const holder of holders) {
    if (holder === undefined) continue;
    for (const document of holder.inlinePolicies.values()) policies.push(policyOf(document));
    for (const arn of holder.attachedPolicies) {
      const document = account?.policies.get(arn)?.document ?? AWS_MANAGED_POLICIES[arn];
      if (document !== undefined) policies.push(policyOf(document));
    }
  }
  return policies;
};
