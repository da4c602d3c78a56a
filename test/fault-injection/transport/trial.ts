import { AwsFault } from '../../../src/app/faults/aws-fault.ts';
import type { Clock } from '../../../src/app/ports/clock.ts';
import type { AccountSession } from '../../../src/app/ports/sts.ts';
import { type HttpClients, httpClients } from '../../../src/aws/client/machine-credentials.ts';
import { ask } from '../../../src/aws/client/send.ts';
import type { ServiceName } from '../../../src/aws/client/service-name.ts';
import { type ConnectedAws, connectAws } from '../../../src/aws/connect.ts';
import { plus } from '../../../src/core/time.ts';
import { serveSandbox } from '../../../src/sandbox/http/server.ts';
import type { TransportFault } from '../../../src/sandbox/http/transport-faults.ts';
import { operations as played } from '../../../src/sandbox/operations/index.ts';
import type { World } from '../../../src/sandbox/world.ts';
import { effectOn } from './effect.ts';
import { servePlain } from './plain-endpoint.ts';
import { ACCOUNT, BUCKET, type PreparedAccount, prepareAccount, REGION } from './prepared-account.ts';
import type { SampleRequest } from './requests/request.ts';

/** What the nth attempt of the request suffers. */
export type Faults = (nth: number) => TransportFault | undefined;

export interface Trial {
  readonly service: ServiceName;
  readonly operation: string;
  readonly request: SampleRequest;
}

export interface TrialVerdict {
  /** `answered`, or the kind of the fault that keyturn made of it. */
  readonly outcome: string;
  /** Attempts that reached the server, and those of them that it carried out. */
  readonly received: number;
  readonly executed: number;
  /** What the server holds afterwards; nothing is known of what the sandbox does not play. */
  readonly effect: object | undefined;
}

export const isPlayed = ({ service, operation }: Pick<Trial, 'service' | 'operation'>): boolean =>
  played[service as keyof typeof played]?.[operation] !== undefined;

/** Sends a request once, over real clients, to a server of its own that does what `faults` say. */
export const attempt = async (trial: Trial, faults: Faults): Promise<TrialVerdict> => {
  const prepared = prepareAccount();
  const server = await (isPlayed(trial) ? serveWorld(trial, prepared, faults) : servePlain(faults));
  const isSlow = [1, 2, 3].some((nth) => SLOW.has(faults(nth) ?? ''));
  const clock = clockOf(prepared.world);
  const responseTimeoutMs = isSlow ? { responseTimeoutMs: 1_000 } : {};
  const http = httpClients({ clock, endpoint: server.url, credentials: prepared.operator, ...responseTimeoutMs });
  try {
    const outcome = await outcomeOf(sendOver(trial, { http, clock, prepared }));
    const effect = isPlayed(trial) ? effectOn(prepared.world) : undefined;
    return { outcome, received: server.received(), executed: server.executed(), effect };
  } finally {
    http.close();
    await server.close();
  }
};

const SLOW: ReadonlySet<string> = new Set(['timeout', 'lost']);

const serveWorld = async ({ service, operation }: Trial, { world }: PreparedAccount, faults: Faults) => {
  const name = `${service}:${operation}`;
  let received = 0;
  const served = await serveSandbox(world, {
    faults: (called) => (called === name ? faults(++received) : undefined),
  });
  return {
    url: served.url,
    received: () => received,
    executed: () => served.executions.get(name) ?? 0,
    close: served.close,
  };
};

interface Line {
  readonly http: HttpClients;
  readonly clock: Clock;
  readonly prepared: PreparedAccount;
}

const sendOver = async ({ service, request }: Trial, { http, clock, prepared }: Line): Promise<unknown> => {
  if ('command' in request) return ask(http.clientFactory({ service, region: REGION }), request.command(prepared));
  const templates = { bucket: BUCKET, enforce: '', audit: '' };
  const settings = {
    memberRole: 'none',
    externalId: undefined,
    listRole: undefined,
    listAccount: undefined,
    secretRegion: undefined,
    central: undefined,
  };
  const options = {
    clientFactory: http.clientFactory,
    clock,
    settings: { ...settings, templates },
    runId: 'run-1',
    region: REGION,
  };
  const connected: ConnectedAws = connectAws(options);
  const session: AccountSession = await connected.sessions.openOwn({ readOnly: false });
  if (session.caller.accountId !== ACCOUNT) throw new Error('the session is in another account');
  return request.through({ connected, session });
};

const outcomeOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'answered',
    (error: unknown) => {
      if (error instanceof AwsFault) return error.kind;
      throw error;
    },
  );

const clockOf = (world: World): Clock => ({
  now: () => world.now,
  sleep: async (ms) => {
    world.now = plus(world.now, ms);
  },
});
