import type { ServerResponse } from 'node:http';
import type { Instant } from '../../core/time.ts';
import type { HttpAnswer } from './http-message.ts';
import type { TransportFault } from './transport-faults.ts';

/** Sends an answer, dated by the world's clock. */
export const deliver = (response: ServerResponse, answer: HttpAnswer, now: Instant): void => {
  writeHead(response, answer, now);
  response.end(hasBody(response) ? answer.body : undefined);
};

/** Does to an answer what a fault of the wire does; what was carried out stays carried out. */
export const spoil = (response: ServerResponse, fault: TransportFault, { answer, now }: Spoilt): void => {
  if (fault === 'timeout' || fault === 'lost') return;
  if (fault === 'reset-before' || fault === 'reset-after') response.socket?.resetAndDestroy();
  else if (fault === 'truncate') truncate(response, answer, now);
  else deliver(response, fault === 'html' || fault === 'html-after' ? proxyPage : answer, now);
};

interface Spoilt {
  readonly answer: HttpAnswer;
  readonly now: Instant;
}

const writeHead = (response: ServerResponse, answer: HttpAnswer, now: Instant): void => {
  response.sendDate = false;
  const length = hasBody(response) ? { 'content-length': Buffer.byteLength(answer.body) } : {};
  response.writeHead(answer.status, {
    ...answer.headers,
    ...length,
    date: new Date(now).toUTCString(),
    server: 'keyturn',
  });
};

const hasBody = (response: ServerResponse): boolean => response.req.method !== 'HEAD' && response.statusCode !== 304;

const truncate = (response: ServerResponse, answer: HttpAnswer, now: Instant): void => {
  writeHead(response, answer, now);
  const bytes = Buffer.from(answer.body);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
};

const proxyPage: HttpAnswer = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>\n',
};
