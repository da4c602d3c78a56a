import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CapturedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Capture {
  readonly url: string;
  readonly requests: CapturedRequest[];
  close(): Promise<void>;
}

export interface CannedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An endpoint that keeps what it is sent and answers as told. */
export const capture = async (answer: (nth: number) => CannedAnswer): Promise<Capture> => {
  const requests: CapturedRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push({ path: request.url ?? '', headers: request.headers, body });
    const { status, headers = {}, body: text } = answer(requests.length);
    response.writeHead(status, { 'x-amzn-requestid': 'r-1', 'content-type': 'text/xml', ...headers }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
