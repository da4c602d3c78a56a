import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Proxy as InspectingProxy } from 'http-mitm-proxy';
import { createProxy } from 'proxy';
import { onTestFinished } from 'vitest';
import { ownFolder } from '../../support/own-folder.ts';

export interface RunningProxy {
  readonly url: string;
  /** What it was asked for: `GET http://...`, `CONNECT host:port`. */
  readonly seen: string[];
}

/** A forward proxy that nobody here wrote. With `login`, as `user:password`, it asks for that. */
export const forwardProxy = async (login?: string): Promise<RunningProxy> => {
  const seen: string[] = [];
  const server = createProxy(createServer());
  if (login !== undefined) {
    const expected = `Basic ${Buffer.from(login).toString('base64')}`;
    server.authenticate = ({ headers }) => headers['proxy-authorization'] === expected;
  }
  server.prependListener('request', ({ method, url }) => void seen.push(`${method} ${url}`));
  server.prependListener('connect', ({ url }) => void seen.push(`CONNECT ${url}`));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
};

/**
 * A proxy that nobody here wrote, which inspects TLS: it answers for every host with a certificate of its own, and
 * hands what it reads to `target`.
 */
export const inspectingProxy = async (target: URL): Promise<RunningProxy & { readonly caFile: string }> => {
  const seen: string[] = [];
  const folder = ownFolder();
  const proxy = new InspectingProxy();
  proxy.onError(() => undefined);
  proxy.onConnect(({ url }, _socket, _head, callback) => {
    seen.push(`CONNECT ${url}`);
    callback();
  });
  proxy.onRequest((context, callback) => {
    seen.push(`${context.clientToProxyRequest.method} ${context.clientToProxyRequest.headers.host}`);
    context.isSSL = false;
    Object.assign(context.proxyToServerRequestOptions ?? {}, {
      host: target.hostname,
      port: target.port,
      agent: proxy.httpAgent,
    });
    callback();
  });
  await new Promise<void>((resolve, reject) =>
    proxy.listen({ host: '127.0.0.1', port: 0, sslCaDir: folder }, (error) => (error ? reject(error) : resolve())),
  );
  onTestFinished(() => {
    proxy.close();
  });
  const caFile = join(folder, 'certs', 'ca.pem');
  readFileSync(caFile);
  return { url: `http://127.0.0.1:${proxy.httpPort}`, seen, caFile };
};
