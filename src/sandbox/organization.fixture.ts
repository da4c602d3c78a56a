import type { SandboxAccount } from './model/account.ts';
import { addAccount, addOrganization, type NewAccount } from './seed.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

/** For tests: an organization on the sandbox, in which nobody lives and nothing is deployed. */
export interface SmallOrganization {
  readonly world: World;
  readonly management: SandboxAccount;
  /** In the order of the options. */
  readonly members: readonly SandboxAccount[];
}

export interface SandboxOrganizationOptions extends WorldOptions {
  /** The id of the management account. */
  readonly management?: string;
  readonly members?: readonly NewMember[];
}

/** Without an id, the account gets one from the world's seed; without an address, one that is made of its name. */
export type NewMember = Pick<NewAccount, 'id' | 'name'> & Partial<Pick<NewAccount, 'email'>>;

/** The one way to make an organization for a test: all others add to it what they need. */
export const sandboxOrganization = ({
  management: id = '100000000001',
  members = [],
  ...options
}: SandboxOrganizationOptions): SmallOrganization => {
  const world = createWorld(options);
  const { management } = addOrganization(world, { id });
  return {
    world,
    management,
    members: members.map((member) => addAccount(world, { email: `${member.name}@example.com`, ...member })),
  };
};
