import type { Clock, Directory } from '../app/ports.ts';
import type { Settings } from '../app/settings.ts';
import { assumeRole } from './assumed-role.ts';
import { organizationsDirectory } from './directory.ts';
import type { Client } from './door.ts';
import type { OwnCalls } from './own-calls.ts';

export interface ListingOptions {
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'listRole' | 'listAccount'>;
  /** The Region keyturn runs in. */
  readonly region: string;
}

/** The accounts of the Organization, as the caller sees them, or the list role. */
export const openDirectory = (own: OwnCalls, options: ListingOptions): Directory =>
  organizationsDirectory(lister(own, options));

/** The client that lists accounts: the caller's own, or the list role's, assumed at first use. */
const lister = (
  { door, sts, self, sessionName }: OwnCalls,
  { clock, settings, region }: ListingOptions,
): (() => Promise<Client>) => {
  const { listRole, listAccount } = settings;
  const spec = { service: 'organizations', region, readOnly: true } as const;
  if (listRole === undefined) return async () => door(spec);
  let opened: Client | undefined;
  return async () => {
    if (opened !== undefined) return opened;
    const { accountId, partition } = await self();
    const account = listAccount ?? accountId;
    const { credentials } = await assumeRole(sts, clock, { partition, account, role: listRole, sessionName });
    opened = door({ ...spec, credentials });
    return opened;
  };
};
