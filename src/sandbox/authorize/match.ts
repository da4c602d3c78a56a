import { holds } from './condition.ts';
import { arnGlob, glob } from './glob.ts';
import type { PolicyStatement } from './policy.ts';
import { type Context, substitute } from './variables.ts';

export interface PolicyCaller {
  readonly accountId: string;
  /** The user, or the session. */
  readonly arn: string;
  /** The user, or the role behind the session: `aws:PrincipalArn`. */
  readonly principalArn: string;
  /** When that user or role was made: a policy that names it was about another one if it is older. */
  readonly since: number;
}

export interface Requested {
  /** Lower case, with the service: `iam:createaccesskey`. */
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** True if the statement speaks about this action, resource and circumstances; its principals are another matter. */
export const applies = (statement: PolicyStatement, requested: Requested): boolean =>
  matchesAction(statement, requested.action) &&
  matchesResource(statement, requested) &&
  statement.conditions.every((condition) => holds(condition, requested.context));

const matchesAction = ({ actions, notActions }: PolicyStatement, action: string): boolean =>
  actions.some((pattern) => glob(pattern, action)) !== notActions;

const matchesResource = ({ resources, notResources }: PolicyStatement, { resource, context }: Requested): boolean => {
  const named = resources.some((text) => {
    const pattern = substitute(text, context);
    return pattern !== undefined && arnGlob(pattern, resource);
  });
  return named !== notResources;
};

/**
 * How a resource policy names the caller: itself, its account (which leaves it to identity policies), or not at all.
 */
export type Naming = 'session' | 'direct' | 'account' | 'none';

const STRENGTH: readonly Naming[] = ['none', 'account', 'direct', 'session'];

/** @param since when the policy was written */
export const naming = (statement: PolicyStatement, caller: PolicyCaller, since: number): Naming => {
  const best = (statement.principals ?? []).reduce<Naming>((soFar, principal) => {
    const found = namingOf(principal, caller, since);
    return STRENGTH.indexOf(found) > STRENGTH.indexOf(soFar) ? found : soFar;
  }, 'none');
  if (!statement.notPrincipals) return best;
  return best === 'none' ? 'direct' : 'none';
};

const namingOf = (principal: string, caller: PolicyCaller, since: number): Naming => {
  if (principal === '*') return 'direct';
  if (principal === caller.accountId || principal === `arn:aws:iam::${caller.accountId}:root`) return 'account';
  // IAM stores the unique id behind a name, so a re-created user or role is somebody else.
  if (caller.since > since) return 'none';
  if (principal === caller.principalArn) return 'direct';
  return principal === caller.arn ? 'session' : 'none';
};
