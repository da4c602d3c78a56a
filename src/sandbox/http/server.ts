import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { World } from '../world.ts';
import { control } from './control.ts';
import { deliver, spoil } from './deliver.ts';
import { type HandledRequest, receive } from './handle-request.ts';
import { type HttpAnswer, type HttpMessage, splitTarget } from './http-message.ts';
import { type ServedClock, servedClock } from './served-clock.ts';
import { isExecuted, type TransportFault, type TransportFaults } from './transport-faults.ts';

export interface ServeOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Where to listen; anyone who reaches it can read the mailbox and move the clock. Default 127.0.0.1. */
  readonly host?: string;
  readonly faults?: TransportFaults;
  /** The world's clock runs as fast as the machine's, from wherever it stands. Default false. */
  readonly advanceWithRealTime?: boolean;
  /**
   * Take requests whose signature time is far from the world's, as if signed now: tools that know the real time only
   * can then work in a world that has travelled. AWS would refuse them, and so does this door by default.
   */
  readonly acceptSkew?: boolean;
}

export interface ServedSandbox {
  readonly url: string;
  readonly port: number;
  /** By operation, `iam:CreateAccessKey`: how often it took effect, whatever the client heard of it. */
  readonly executions: ReadonlyMap<string, number>;
  /** Ends all connections, also those whose requests were never answered. */
  close(): Promise<void>;
}

/** Opens a world to real SDK clients and tools; give them `url` as their endpoint. */
export const serveSandbox = async (world: World, options: ServeOptions = {}): Promise<ServedSandbox> => {
  const { port = 0, host = '127.0.0.1' } = options;
  const executions = new Map<string, number>();
  const house: House = {
    world,
    host,
    executions,
    calls: new Map(),
    clock: servedClock(world, options.advanceWithRealTime ?? false),
    faults: options.faults ?? (() => undefined),
    acceptSkew: options.acceptSkew ?? false,
  };
  const server = createServer((request, response) => {
    serve(house, request, response).catch((error: Error) => response.destroy(error));
  });
  // Node's 5 s would end idle connections under clients that are just about to use them again.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    executions,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

interface House {
  readonly world: World;
  /** Where it listens. */
  readonly host: string;
  readonly clock: ServedClock;
  readonly faults: TransportFaults;
  readonly acceptSkew: boolean;
  readonly calls: Map<string, number>;
  readonly executions: Map<string, number>;
}

const serve = async (house: House, incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { world, acceptSkew } = house;
  const request = await readRequest(incoming);
  house.clock.tick();
  if (request === undefined) return deliver(response, TOO_LARGE, world.now);
  if (/^\/_sandbox(\/|$)/.test(request.path)) return deliver(response, control(house, request), world.now);
  const sourceIp = incoming.socket.remoteAddress ?? '127.0.0.1';
  const visit = await receive(world, request, { acceptSkew, sourceIp });
  const fault = house.faults(visit.operation, increase(house.calls, visit.operation));
  const answer = await answerTo(visit, fault, house.executions);
  if (fault === undefined) deliver(response, answer, world.now);
  else spoil(response, fault, { answer, now: world.now });
};

const answerTo = async (
  visit: HandledRequest,
  fault: TransportFault | undefined,
  executions: House['executions'],
): Promise<HttpAnswer> => {
  if (fault === 'throttle') return visit.refuseAs('throttled');
  if (fault !== undefined && !isExecuted(fault)) return visit.refuseAs(fault === '503' ? 'unavailable' : 'internal');
  const { answer, executed } = await visit.carryOut();
  if (executed) increase(executions, visit.operation);
  return answer;
};

const increase = (counts: Map<string, number>, key: string): number => {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
};

/** SES takes mails of 40 MB, and nothing that keyturn sends to S3 is larger. */
const MOST_BYTES = 64 * 1024 * 1024;

const TOO_LARGE: HttpAnswer = {
  status: 413,
  headers: { 'content-type': 'application/json', connection: 'close' },
  body: `${JSON.stringify({ error: `A body of more than ${MOST_BYTES} bytes is refused.` })}\n`,
};

/** `undefined`: the body is too large, and what follows of it is not kept. */
const readRequest = async (incoming: IncomingMessage): Promise<HttpMessage | undefined> => {
  const body = await readBody(incoming);
  if (body === undefined) return undefined;
  const headers = Object.entries(incoming.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : value,
  ]);
  return {
    method: incoming.method ?? 'GET',
    ...splitTarget(incoming.url ?? '/'),
    headers: Object.fromEntries(headers),
    body,
  };
};

const readBody = async (incoming: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  // The connection stays, so that the refusal is heard.
  for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) {
      incoming.resume();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
