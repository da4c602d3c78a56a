import type { Role } from './model/iam.ts';
import type { World } from './world.ts';

/** The role with this ARN, path included. */
export const findRole = (world: World, arn: string): Role | undefined => {
  const accountId = arn.split(':')[4] ?? '';
  const role = world.accounts.get(accountId)?.roles.get(arn.slice(arn.lastIndexOf('/') + 1));
  return role?.arn === arn ? role : undefined;
};
