import type { Clock } from '../../app/ports/clock.ts';
import type { AccountSessions, Caller } from '../../app/ports/sts.ts';
import type { AccountId } from '../../core/keys.ts';
import type { Client, ClientFactory } from '../client/client-factory.ts';
import { type HomeIdentity, openSession, type SessionOptions } from './account-session.ts';
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
  /** Role of the caller's account by which all secrets are kept there; `undefined`: each account keeps its own. */
  readonly centralRole: string | undefined;
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
  centralRole,
}: AccountSessionsOptions): AccountSessions => {
  const assumed = new Map<string, Promise<AssumedRole>>();
  const sessionOf = async ({ account, role, readOnly }: RoleIn): Promise<AssumedRole> => {
    const { partition } = await self();
    const policy = readOnly ? READ_ONLY_POLICY : undefined;
    return assumeRole(sts, clock, { partition, account, role, sessionName, externalId, policy });
  };
  const reused = async (wanted: RoleIn): Promise<AssumedRole> => {
    const key = keyOf(wanted);
    const session = assumed.get(key) ?? sessionOf(wanted);
    assumed.set(key, session);
    try {
      return await session;
    } catch (error) {
      assumed.delete(key);
      throw error;
    }
  };
  /** One session of this role serves all accounts of a run. */
  const centralWriter = async (role: string, readOnly: boolean): Promise<HomeIdentity> => {
    const { accountId, partition } = await self();
    const { arn, credentials } = await reused({ account: accountId, role, readOnly });
    return { caller: { accountId, arn, partition }, credentials };
  };
  const homesOf = async (
    account: AccountId,
    readOnly: boolean,
  ): Promise<Pick<SessionOptions, 'secrets' | 'elsewhere'>> => {
    if (centralRole !== undefined)
      return { secrets: await centralWriter(centralRole, readOnly), elsewhere: 'own-account' };
    const caller = await self();
    return {
      secrets: undefined,
      elsewhere: caller.accountId === account ? undefined : { caller, credentials: undefined },
    };
  };
  return {
    self,
    async open(account, { readOnly }) {
      const { partition } = await self();
      const member = { account: account.id, role: memberRole, readOnly };
      const { arn, credentials } = await reused(member);
      const caller = { accountId: account.id, arn, partition };
      const isOurs = byMemberRole(account.id, memberRole);
      const homes = await homesOf(account.id, readOnly);
      const session = openSession({ clientFactory, clock, caller, region, readOnly, credentials, isOurs, ...homes });
      const close = (): void => {
        assumed.delete(keyOf(member));
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
        secrets: undefined,
        elsewhere: undefined,
      });
    },
  };
};

interface RoleIn {
  readonly account: AccountId;
  readonly role: string;
  readonly readOnly: boolean;
}

const keyOf = ({ account, role, readOnly }: RoleIn): string => `${account} ${role} ${readOnly}`;
