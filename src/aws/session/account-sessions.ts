import type { Clock } from '../../app/ports/clock.ts';
import type { AccountSessions, Caller } from '../../app/ports/sts.ts';
import type { AccountId } from '../../core/keys.ts';
import type { Client, ClientFactory } from '../client/client-factory.ts';
import { openSession } from './account-session.ts';
import { type AssumedRole, assumeRole } from './assumed-role.ts';
import { byCaller, byMemberRole } from './key-creators.ts';
import { READ_ONLY_POLICY } from './read-only-policy.ts';

export interface AccountSessionsOptions {
  readonly clientFactory: ClientFactory;
  readonly clock: Clock;
  readonly sts: Client;
  readonly self: () => Promise<Caller>;
  readonly memberRole: string;
  readonly externalId?: string | undefined;
  readonly sessionName: string;
  /** Of the secrets. */
  readonly region: string;
}

/**
 * Ways into accounts, by STS. An account that is entered again before it was closed is entered with the same session.
 */
export const stsAccountSessions = ({
  clientFactory,
  clock,
  sts,
  self,
  memberRole,
  externalId,
  sessionName,
  region,
}: AccountSessionsOptions): AccountSessions => {
  const assumed = new Map<string, Promise<AssumedRole>>();
  const sessionOf = async (account: AccountId, readOnly: boolean): Promise<AssumedRole> => {
    const { partition } = await self();
    const policy = readOnly ? READ_ONLY_POLICY : undefined;
    return assumeRole(sts, clock, { partition, account, role: memberRole, sessionName, externalId, policy });
  };
  const reused = async (account: AccountId, readOnly: boolean): Promise<AssumedRole> => {
    const key = keyOf(account, readOnly);
    const session = assumed.get(key) ?? sessionOf(account, readOnly);
    assumed.set(key, session);
    try {
      return await session;
    } catch (error) {
      assumed.delete(key);
      throw error;
    }
  };
  return {
    self,
    async open(account, { readOnly }) {
      const { partition } = await self();
      const { arn, credentials } = await reused(account.id, readOnly);
      const caller = { accountId: account.id, arn, partition };
      const isOurs = byMemberRole(account.id, memberRole);
      const session = openSession({ clientFactory, clock, caller, region, readOnly, credentials, isOurs });
      const close = (): void => {
        assumed.delete(keyOf(account.id, readOnly));
        session.close();
      };
      return { ...session, close };
    },
    async openOwn({ readOnly }) {
      const caller = await self();
      return openSession({
        clientFactory,
        clock,
        caller,
        region,
        readOnly,
        credentials: undefined,
        isOurs: byCaller(caller),
      });
    },
  };
};

const keyOf = (account: AccountId, readOnly: boolean): string => `${account} ${readOnly}`;
