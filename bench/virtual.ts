import type { ClientFactory } from '../src/aws/client/client-factory.ts';
import { SECOND } from '../src/core/time.ts';
import type { VirtualClock } from '../src/sandbox/clock.ts';

/**
 * Rates that AWS publishes, as requests a second: Organizations ListAccounts 8 in the management account, STS 600 a
 * Region (docs: "Quotas for AWS Organizations", "IAM and AWS STS quotas"); of IAM it publishes none, and 5 an account
 * is careful.
 */
const RATES: Readonly<Record<string, number>> = { organizations: 8, sts: 600, iam: 5 };

/** How long an answer takes. */
const ANSWER_MS = 50;

/**
 * Doors whose answers come no faster than AWS's throttles allow, in virtual time: each request waits for its turn.
 * Those of one call share the throttles, as the processes of one deployment do.
 */
export const throttles = (clock: VirtualClock): ((clientFactory: ClientFactory) => ClientFactory) => {
  const nextTurn = new Map<string, number>();
  const wait = async (bucket: string, service: string): Promise<void> => {
    const rate = RATES[service];
    const turn = Math.max(clock.now(), nextTurn.get(bucket) ?? 0);
    if (rate !== undefined) nextTurn.set(bucket, turn + SECOND / rate);
    await clock.sleep(turn - clock.now() + ANSWER_MS);
  };
  let clients = 0;
  return (clientFactory) => (spec) => {
    const client = clientFactory(spec);
    clients += 1;
    // Organizations and STS count a caller's requests, IAM those of an account: a client of its own each.
    const bucket = spec.service === 'iam' ? `iam ${clients}` : spec.service;
    return {
      ...client,
      send: async (command, options) => {
        await wait(bucket, spec.service);
        return client.send(command, { signedAt: clock.now(), ...options });
      },
    };
  };
};
