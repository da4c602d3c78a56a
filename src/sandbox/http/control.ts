import { isIP } from 'node:net';
import { DAY } from '../../core/time.ts';
import type { World } from '../world.ts';
import { firstOf, type HttpAnswer, type HttpMessage } from './http-message.ts';
import { mailboxPage } from './pages/mailbox-page.ts';
import type { ServedClock } from './served-clock.ts';

/** What is looked at and moved, and the address or name that the sandbox listens on. */
interface Controlled {
  readonly world: World;
  readonly clock: ServedClock;
  readonly host: string;
}

/** What a person does to the sandbox besides calling AWS: look at its mail, and let time pass. */
export const control = ({ world, clock, host }: Controlled, request: HttpMessage): HttpAnswer => {
  if (!isOwnName(request, host))
    return json(403, {
      error: `Requests to ${shownName(request)} are refused here: ask for an IP address, localhost, or the name given as --host.`,
    });
  if (!isOwnPage(request)) return json(403, { error: 'Requests from pages of other origins are refused.' });
  switch (`${request.method} ${request.path}`) {
    case 'GET /_sandbox':
      return { status: 303, headers: { location: '/_sandbox/' }, body: '' };
    case 'GET /_sandbox/':
      return page(mailboxPage(world, firstOf(request, 'mail')));
    case 'GET /_sandbox/mailbox.json':
      return json(
        200,
        world.mailbox.map((mail) => ({ ...mail, at: new Date(mail.at).toISOString() })),
      );
    case 'GET /_sandbox/clock':
      return json(200, clockFace(world));
    case 'POST /_sandbox/travel':
      return travel(world, clock, request);
    default:
      return json(404, {
        error: 'Known here: GET /_sandbox/, /_sandbox/mailbox.json, /_sandbox/clock; POST /_sandbox/travel',
      });
  }
};

const travel = (world: World, clock: ServedClock, request: HttpMessage): HttpAnswer => {
  const ms = Number(firstOf(request, 'days') ?? 0) * DAY + Number(firstOf(request, 'ms') ?? 0);
  if (!(ms > 0 && Number.isSafeInteger(Math.round(ms)))) return json(400, { error: 'Give days=N or ms=N, above 0.' });
  clock.travel(Math.round(ms));
  if (request.headers.accept?.includes('text/html'))
    return { status: 303, headers: { location: '/_sandbox/' }, body: '' };
  return json(200, clockFace(world));
};

const clockFace = (world: World) => ({ now: new Date(world.now).toISOString(), ms: world.now });

/**
 * Whoever has a name in the DNS can let it point to this machine; then a browser takes his page and the sandbox for one
 * site. So a name counts only if it is local, or was given by whoever started the sandbox.
 */
const isOwnName = ({ headers }: HttpMessage, host: string): boolean => {
  const name = nameIn(headers.host);
  return isIP(name.replace(/^\[|\]$/g, '')) !== 0 || /(^|\.)localhost$/.test(name) || name === host.toLowerCase();
};

const nameIn = (header = ''): string => header.toLowerCase().replace(/:\d*$/, '');

const shownName = ({ headers }: HttpMessage): string => JSON.stringify(nameIn(headers.host).slice(0, 100));

/** A browser names the page that sends a request; only the sandbox's own may move its clock. */
const isOwnPage = ({ headers }: HttpMessage): boolean =>
  headers.origin === undefined || headers.origin === `http://${headers.host}`;

const json = (status: number, value: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: `${JSON.stringify(value, null, 2)}\n`,
});

const page = (body: string): HttpAnswer => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    // A mail's own HTML inherits this inside its frame: it may style itself and show embedded pictures, nothing more.
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  },
  body,
});
