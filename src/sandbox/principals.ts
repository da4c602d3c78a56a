import { policyOf } from './authorize/policy.ts';
import { findRole } from './roles.ts';
import type { World } from './world.ts';

/** The first principal of the policy that is a user or role which does not exist, or undefined. */
export const namesExistingPrincipals = (world: World, document: string): string | undefined =>
  policyOf(document)
    .flatMap((statement) => statement.principals ?? [])
    .find((principal) => !exists(world, principal));

const exists = (world: World, principal: string): boolean => {
  if (principal === '*' || /^\d{12}$/.test(principal)) return true;
  const [prefix, , service, , accountId = '', resource = ''] = principal.split(':');
  if (prefix !== 'arn') return false;
  // Accounts outside the world may exist; what is in them cannot be known here.
  const account = world.accounts.get(accountId);
  if (resource === 'root' || account === undefined || service !== 'iam') return true;
  if (resource.startsWith('role/')) return findRole(world, principal) !== undefined;
  const user = account.users.get(resource.slice(resource.lastIndexOf('/') + 1));
  return user?.arn === principal;
};
