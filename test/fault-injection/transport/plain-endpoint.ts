import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliver, spoil } from '../../../src/sandbox/http/deliver.ts';
import type { HttpAnswer } from '../../../src/sandbox/http/http-message.ts';
import { isExecuted, type TransportFault } from '../../../src/sandbox/http/transport-faults.ts';
import { NOW } from './prepared-account.ts';

/** An endpoint for what the sandbox does not play: takes every request, answers with an empty success, and counts. */
export interface PlainEndpoint {
  readonly url: string;
  readonly received: () => number;
  readonly executed: () => number;
  close(): Promise<void>;
}

export const servePlain = async (faults: (nth: number) => TransportFault | undefined): Promise<PlainEndpoint> => {
  let received = 0;
  let executed = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const fault = faults(++received);
      const isRefused = fault !== undefined && !isExecuted(fault);
      if (!isRefused) executed += 1;
      const answer = isRefused ? refusal(request, fault) : success(request);
      if (fault === undefined) deliver(response, answer, NOW);
      else spoil(response, fault, { answer, now: NOW });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => received,
    executed: () => executed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const isJson = ({ headers }: IncomingMessage): boolean => headers['content-type']?.includes('json') ?? false;

const answerIn = (request: IncomingMessage, status: number, body: { json: string; xml: string }): HttpAnswer => ({
  status,
  headers: {
    'content-type': isJson(request) ? 'application/x-amz-json-1.1' : 'text/xml',
    'x-amzn-requestid': 'r-1',
  },
  body: isJson(request) ? body.json : body.xml,
});

const success = (request: IncomingMessage): HttpAnswer =>
  answerIn(request, 200, { json: '{"nothing":[]}', xml: '<Response><Result><Nothing/></Result></Response>' });

const refusal = (request: IncomingMessage, fault: TransportFault): HttpAnswer => {
  const [status, code] = REFUSALS[fault] ?? [500, 'InternalFailure'];
  return answerIn(request, status, {
    json: JSON.stringify({ __type: code, message: 'no' }),
    xml: `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error><Code>${code}</Code></ErrorResponse>`,
  });
};

const REFUSALS: Partial<Record<TransportFault, readonly [status: number, code: string]>> = {
  throttle: [400, 'Throttling'],
  '503': [503, 'ServiceUnavailable'],
};
