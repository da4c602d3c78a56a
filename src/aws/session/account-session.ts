import type { Clock } from '../../app/ports/clock.ts';
import type { AccountSession, Caller } from '../../app/ports/sts.ts';
import { accountRegions } from '../account/enabled-regions.ts';
import type { Client, ClientFactory, ClientSpec } from '../client/client-factory.ts';
import { createServerClock } from '../client/server-clock.ts';
import type { ServiceName } from '../client/service-name.ts';
import { type CreationRecord, cloudTrail } from '../cloudtrail/cloudtrail.ts';
import { policyHistory } from '../cloudtrail/policy-history.ts';
import { newKeyVerifier } from '../iam/key-verifier.ts';
import { iamUsers } from '../iam/users.ts';
import { secretsManagerStore } from '../secrets-manager/secret-store.ts';
import { iamHome } from './partition.ts';
import { probeRequests } from './probe-requests.ts';

export interface SessionOptions {
  readonly clientFactory: ClientFactory;
  readonly clock: Clock;
  readonly caller: Caller;
  /** Of the secrets, and of the verification. */
  readonly region: string;
  readonly readOnly: boolean;
  /** None: the caller's own. */
  readonly credentials: ClientSpec['credentials'];
  readonly isOurs: (record: CreationRecord) => boolean;
}

/** Most accounts are asked by one of their clients only, and each costs time and memory to make. */
const lazily = (service: ServiceName, open: () => Client): Client => {
  let client: Client | undefined;
  const opened = (): Client => {
    client ??= open();
    return client;
  };
  const drop = (): void => {
    client?.destroy();
    client = undefined;
  };
  return { service, send: (command, options) => opened().send(command, options), destroy: drop };
};

/** What keyturn can do in one account, over clients of this account alone. */
export const openSession = ({
  clientFactory,
  clock,
  caller,
  region,
  readOnly,
  credentials,
  isOurs,
}: SessionOptions): AccountSession => {
  const account = caller.accountId;
  const serverClock = createServerClock(clock);
  const home = iamHome(caller.partition, region);
  const clients: Client[] = [];
  const open = (service: ServiceName, spec: Partial<ClientSpec> = {}): Client => {
    const own = credentials === undefined ? {} : { credentials };
    const client = lazily(service, () =>
      serverClock.watch(clientFactory({ service, region, readOnly, account, ...own, ...spec })),
    );
    clients.push(client);
    return client;
  };
  const releaseClients = (): void => {
    for (const client of clients) client.destroy();
  };
  const [iam, secretsmanager] = [open('iam'), open('secretsmanager')];
  return {
    caller,
    region,
    users: iamUsers({ iam, once: open('iam', { once: true }) }),
    secretStore: secretsManagerStore(secretsmanager),
    probeRequests: probeRequests({ iam, sts: open('sts'), secretsmanager }),
    regions: accountRegions(open('account', { region: home })),
    secretsIn: (other) => secretsManagerStore(open('secretsmanager', { region: other })),
    keyCreations: cloudTrail({ client: open('cloudtrail', { region: home }), region: home, isOurs }),
    policyHistory: policyHistory({ client: open('cloudtrail', { region }), self: caller.arn }),
    verifier: newKeyVerifier((service, { id, secret }) => {
      const asKey = { accessKeyId: id, secretAccessKey: secret.reveal() };
      return serverClock.watch(clientFactory({ service, region, readOnly, account, credentials: asKey }));
    }),
    clockOffset: serverClock.offset,
    releaseClients,
    close: releaseClients,
  };
};
