import type { Clock } from '../../app/ports/clock.ts';
import type { AccountSession, Caller, SecretsHome } from '../../app/ports/sts.ts';
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
  /** Who works on secrets in another account than the users'; `undefined`: the session itself, in its own. */
  readonly secrets: HomeIdentity | undefined;
  /** Who can look for secrets where they would be by the other setting; `undefined`: there is no other place. */
  readonly elsewhere: HomeIdentity | 'own-account' | undefined;
}

/** Whoever works on secrets in an account, or looks for them. */
export type HomeIdentity = Pick<SessionOptions, 'caller' | 'credentials'>;

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
  secrets,
  elsewhere,
}: SessionOptions): AccountSession => {
  const own: HomeIdentity = { caller, credentials };
  const serverClock = createServerClock(clock);
  const home = iamHome(caller.partition, region);
  const clients: Client[] = [];
  const openAs = (who: HomeIdentity, service: ServiceName, spec: Partial<ClientSpec> = {}): Client => {
    const account = who.caller.accountId;
    const as = who.credentials === undefined ? {} : { credentials: who.credentials };
    const client = lazily(service, () =>
      serverClock.watch(clientFactory({ service, region, readOnly, account, ...as, ...spec })),
    );
    clients.push(client);
    return client;
  };
  const open = (service: ServiceName, spec: Partial<ClientSpec> = {}): Client => openAs(own, service, spec);
  const writer = secrets ?? own;
  const homeOf = (who: HomeIdentity): SecretsHome => ({
    caller: who.caller,
    listIn: (where) => secretsManagerStore(openAs(who, 'secretsmanager', { region: where })).list,
  });
  const releaseClients = (): void => {
    for (const client of clients) client.destroy();
  };
  const [iam, secretsmanager] = [open('iam'), openAs(writer, 'secretsmanager')];
  return {
    caller,
    region,
    secretsHome: homeOf(writer),
    otherHome: elsewhere && homeOf(elsewhere === 'own-account' ? own : elsewhere),
    users: iamUsers({ iam, once: open('iam', { once: true }) }),
    secretStore: secretsManagerStore(secretsmanager),
    probeRequests: probeRequests({ iam, sts: open('sts'), secretsmanager }),
    regions: accountRegions(open('account', { region: home })),
    keyCreations: cloudTrail({ client: open('cloudtrail', { region: home }), region: home, isOurs }),
    policyHistory: policyHistory({ client: openAs(writer, 'cloudtrail'), self: writer.caller.arn }),
    verifier: newKeyVerifier((service, { id, secret }) => {
      const asKey = { accessKeyId: id, secretAccessKey: secret.reveal() };
      const { accountId: account } = caller;
      return serverClock.watch(clientFactory({ service, region, readOnly, account, credentials: asKey }));
    }),
    clockOffset: serverClock.offset,
    releaseClients,
    close: releaseClients,
  };
};
