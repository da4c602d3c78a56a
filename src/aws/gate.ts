import type { Caller, Clock, Gate } from '../app/ports.ts';
import { assumeRole } from './assumed-role.ts';
import { byCaller, byMemberRole } from './creators.ts';
import type { Client, Door } from './door.ts';
import { READ_ONLY_POLICY } from './read-only-policy.ts';
import { openSession } from './session.ts';

export interface GateOptions {
  readonly door: Door;
  readonly clock: Clock;
  readonly sts: Client;
  readonly self: () => Promise<Caller>;
  readonly memberRole: string;
  readonly sessionName: string;
  /** Of the secrets. */
  readonly region: string;
}

/** Ways into accounts, by STS. */
export const stsGate = ({ door, clock, sts, self, memberRole, sessionName, region }: GateOptions): Gate => ({
  self,
  async enter(account, { readOnly }) {
    const { partition } = await self();
    const { arn, credentials } = await assumeRole(sts, clock, {
      partition,
      account: account.id,
      role: memberRole,
      sessionName,
      policy: readOnly ? READ_ONLY_POLICY : undefined,
    });
    const caller = { accountId: account.id, arn, partition };
    const isOurs = byMemberRole(account.id, memberRole);
    return openSession({ door, clock, caller, region, readOnly, credentials, isOurs });
  },
  async enterSelf({ readOnly }) {
    const caller = await self();
    return openSession({ door, clock, caller, region, readOnly, credentials: undefined, isOurs: byCaller(caller) });
  },
});
