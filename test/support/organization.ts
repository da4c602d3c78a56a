import { READ_POLICY } from '../../src/app/secret/name.ts';
import type { Instant } from '../../src/core/time.ts';
import type { Account } from '../../src/sandbox/model/account.ts';
import {
  ADMINISTRATOR_ACCESS,
  addAccount,
  addGroup,
  addManagedPolicy,
  addOrganization,
  addRole,
  addSesIdentity,
  operatorCredentials,
} from '../../src/sandbox/seed.ts';
import type { Credentials } from '../../src/sandbox/service-name.ts';
import { createWorld, type World } from '../../src/sandbox/world.ts';
import { DENY_READING_SECRETS, MEMBER_ROLE, readOwnKeyPolicy, trusting } from './deployment.ts';

/** An organization in which keyturn is deployed, and nobody lives yet. */
export interface Organization {
  readonly world: World;
  readonly management: Account;
  readonly members: readonly Account[];
  /** Whoever runs keyturn, in the management account. */
  readonly operator: Credentials;
}

export const ADMIN_EMAIL = 'admin@example.com';
export const EXEMPTION_GROUP = 'IAMKeyRotationExemptionGroup';

export const organization = (now: Instant, memberNames: readonly string[]): Organization => {
  const world = createWorld({ now });
  const { management } = addOrganization(world, { id: '100000000001' });
  const members = memberNames.map((name, index) =>
    addAccount(world, { id: `${200000000001 + index}`, name, email: `${name}@example.com` }),
  );
  for (const { id } of [management, ...members]) deploy(world, id);
  addSesIdentity(world, management.id, { identity: ADMIN_EMAIL, verified: true });
  return { world, management, members, operator: operatorCredentials(world, management.id) };
};

/** What keyturn's deployment leaves in each account. */
const deploy = (world: World, accountId: string): void => {
  addRole(world, accountId, {
    name: MEMBER_ROLE,
    trustPolicy: trusting(world.organization.managementAccountId),
    managedPolicyArns: [ADMINISTRATOR_ACCESS],
    policies: { 'no-secrets': DENY_READING_SECRETS },
  });
  addManagedPolicy(world, accountId, { name: READ_POLICY, document: readOwnKeyPolicy(accountId) });
  addGroup(world, accountId, EXEMPTION_GROUP);
};
