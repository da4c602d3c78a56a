import {
  type NewMember,
  type SandboxOrganizationOptions,
  type SmallOrganization,
  sandboxOrganization,
} from '../../src/sandbox/organization.fixture.ts';
import { addGroup, addSesIdentity, operatorCredentials } from '../../src/sandbox/seed.ts';
import type { SandboxCredentials } from '../../src/sandbox/service-name.ts';
import type { World } from '../../src/sandbox/world.ts';
import { deployMember } from './deployment.ts';

/** An organization in which keyturn is deployed, and nobody lives yet. */
export interface Organization extends SmallOrganization {
  /** Whoever runs keyturn, in the management account. */
  readonly operator: SandboxCredentials;
}

export interface OrganizationOptions extends Omit<SandboxOrganizationOptions, 'members'> {
  /** A name alone stands for an account with the next id from 200000000001 on. */
  readonly members: readonly (string | NewMember)[];
  /** The operator's role; it is made, with every right, unless `deploy` has made it. */
  readonly operatorRole?: string;
  /** What is deployed into each account, the management account first. */
  readonly deploy?: (world: World, accountId: string) => void;
}

export const ADMIN_EMAIL = 'admin@example.com';
export const EXEMPTION_GROUP = 'IAMKeyRotationExemptionGroup';

export const createOrganization = ({
  members: given,
  operatorRole: roleName,
  deploy = deployWithExemptionGroup,
  ...options
}: OrganizationOptions): Organization => {
  const named = given.map((member, index) =>
    typeof member === 'string' ? { id: `${200000000001 + index}`, name: member } : member,
  );
  const { world, management, members } = sandboxOrganization({ ...options, members: named });
  for (const { id } of [management, ...members]) deploy(world, id);
  addSesIdentity(world, management.id, { identity: ADMIN_EMAIL, verified: true });
  const operator = operatorCredentials(world, management.id, roleName === undefined ? {} : { roleName });
  return { world, management, members, operator };
};

const deployWithExemptionGroup = (world: World, accountId: string): void => {
  deployMember(world, accountId);
  addGroup(world, accountId, EXEMPTION_GROUP);
};
