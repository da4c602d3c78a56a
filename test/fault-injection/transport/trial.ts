import { AwsFault } from '../../../src/app/faults/aws-fault.ts';
import type { Clock } from '../../../src/app/ports/clock.ts';
import type { Session } from '../../../src/app/ports/sts.ts';
import { type HttpDoor, httpDoor } from '../../../src/aws/client/machine-credentials.ts';
import { ask } from '../../../src/aws/client/send.ts';
import type { ServiceName } from '../../../src/aws/client/service-name.ts';
import { type Wired, wire } from '../../../src/aws/connect.ts';
import { plus } from '../../../src/core/time.ts';
import { serveSandbox } from '../../../src/sandbox/http/server.ts';
import type { WireFault } from '../../../src/sandbox/http/transport-faults.ts';
import { operations as played } from '../../../src/sandbox/operations/index.ts';
import type { World } from '../../../src/sandbox/world.ts';
import { effectOn } from './effect.ts';
import { servePlain } from './plain-endpoint.ts';
import { ACCOUNT, BUCKET, createPlace, type Place, REGION } from './prepared-account.ts';
import type { Request } from './requests/request.ts';

/** What the nth attempt of the request suffers. */
export type Faults = (nth: number) => WireFault | undefined;

export interface Trial {
  readonly service: ServiceName;
  readonly operation: string;
  readonly request: Request;
}

export interface Verdict {
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
export const attempt = async (trial: Trial, faults: Faults): Promise<Verdict> => {
  const place = createPlace();
  const server = await (isPlayed(trial) ? serveWorld(trial, place, faults) : servePlain(faults));
  const isSlow = [1, 2, 3].some((nth) => SLOW.has(faults(nth) ?? ''));
  const clock = clockOf(place.world);
  const patience = isSlow ? { patience: 1_000 } : {};
  const http = httpDoor({ clock, endpoint: server.url, credentials: place.operator, ...patience });
  try {
    const outcome = await outcomeOf(sendOver(trial, { http, clock, place }));
    const effect = isPlayed(trial) ? effectOn(place.world) : undefined;
    return { outcome, received: server.received(), executed: server.executed(), effect };
  } finally {
    http.close();
    await server.close();
  }
};

const SLOW: ReadonlySet<string> = new Set(['timeout', 'lost']);

const serveWorld = async ({ service, operation }: Trial, { world }: Place, faults: Faults) => {
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
  readonly http: HttpDoor;
  readonly clock: Clock;
  readonly place: Place;
}

const sendOver = async ({ service, request }: Trial, { http, clock, place }: Line): Promise<unknown> => {
  if ('command' in request) return ask(http.door({ service, region: REGION }), request.command(place));
  const templates = { bucket: BUCKET, enforce: '', audit: '' };
  const settings = { memberRole: 'none', listRole: undefined, listAccount: undefined, secretRegion: undefined };
  const options = { door: http.door, clock, settings: { ...settings, templates }, runId: 'run-1', region: REGION };
  const wired: Wired = wire(options);
  const session: Session = await wired.gate.enterSelf({ readOnly: false });
  if (session.caller.accountId !== ACCOUNT) throw new Error('the session is in another account');
  return request.through({ wired, session });
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
