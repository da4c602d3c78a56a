import { AwsError, type Call } from '../../call.ts';

/** Organizations answers the management account and delegated administrators only. */
export const requireAdministrator = (call: Call): void => {
  const account = call.world.accounts.get(call.principal.accountId);
  if (account?.management || account?.delegatedAdministrator) return;
  throw new AwsError('AccessDeniedException', "You don't have permissions to access this resource.", 400);
};

export const notFound = (what: 'Account' | 'Parent' | 'Child' | 'OrganizationalUnit'): AwsError =>
  new AwsError(`${what}NotFoundException`, `You specified ${ARTICLE[what]} that doesn't exist.`, 400);

const ARTICLE = {
  Account: 'an account',
  Parent: 'a root or OU',
  Child: 'a root, OU or account',
  OrganizationalUnit: 'an organizational unit',
} as const;
