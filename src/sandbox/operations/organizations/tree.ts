import type { SandboxAccount } from '../../model/account.ts';
import type { OrganizationalUnit, World } from '../../world.ts';
import { notFound } from './membership.ts';

export const unitsUnder = (world: World, parentId: string | undefined): OrganizationalUnit[] =>
  [...world.organization.units.values()].filter((unit) => unit.parentId === parentId);

export const accountsUnder = (world: World, parentId: string | undefined): SandboxAccount[] =>
  [...world.accounts.values()].filter((account) => account.parentId === parentId);

export const checkParent = ({ organization }: World, parentId: string | undefined): void => {
  if (parentId !== organization.rootId && !organization.units.has(parentId ?? '')) throw notFound('Parent');
};
