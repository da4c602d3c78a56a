import type { Clock } from '../../app/ports/clock.ts';
import type { OrganizationAccounts } from '../../app/ports/organizations.ts';
import type { Settings } from '../../app/settings/settings.ts';
import type { Client } from '../client/client-factory.ts';
import { assumeRole } from '../session/assumed-role.ts';
import type { OwnCalls } from '../session/caller-context.ts';
import { organizationsAccounts } from './accounts.ts';

export interface ListingOptions {
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'listRole' | 'listAccount'>;
  /** The Region keyturn runs in. */
  readonly region: string;
}

/** The accounts of the Organization, as the caller sees them, or the list role. */
export const openOrganizationAccounts = (own: OwnCalls, options: ListingOptions): OrganizationAccounts =>
  organizationsAccounts(lister(own, options));

/** The client that lists accounts: the caller's own, or the list role's, assumed at first use. */
const lister = (
  { clientFactory, sts, self, sessionName }: OwnCalls,
  { clock, settings, region }: ListingOptions,
): (() => Promise<Client>) => {
  const { listRole, listAccount } = settings;
  const spec = { service: 'organizations', region, readOnly: true } as const;
  if (listRole === undefined) return async () => clientFactory(spec);
  let opened: Client | undefined;
  return async () => {
    if (opened !== undefined) return opened;
    const { accountId, partition } = await self();
    const account = listAccount ?? accountId;
    const { credentials } = await assumeRole(sts, clock, { partition, account, role: listRole, sessionName });
    opened = clientFactory({ ...spec, credentials });
    return opened;
  };
};
