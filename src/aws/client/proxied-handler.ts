import type { ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { TLSSocket } from 'node:tls';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { isDirect, type NamedProxy, ProxyFailed, proxyFor } from './proxy.ts';
import { CONNECTIONS } from './sdk-clients-over-http.ts';

/**
 * Hosts that NO_PROXY names are asked directly, all others through the proxies that the environment names. `ca`, in
 * PEM, is trusted instead of Node's own certificates.
 */
export class ProxiedHandler extends NodeHttpHandler {
  private readonly direct: NodeHttpHandler;
  private readonly env: NodeJS.ProcessEnv;

  constructor(options: NodeHttpHandlerOptions, ca: string | undefined, env: NodeJS.ProcessEnv) {
    const direct = { ...options, httpsAgent: new HttpsAgent({ ...CONNECTIONS, ...caOf(ca) }) };
    const [http, https] = [proxyFor('http', env), proxyFor('https', env)];
    super({
      ...direct,
      ...(http ? { httpAgent: new PlainThrough(http) } : {}),
      ...(https ? { httpsAgent: new TlsThrough(https, ca) as unknown as HttpsAgent } : {}),
    });
    this.direct = new NodeHttpHandler(direct);
    this.env = env;
  }

  override handle(...[request, options]: Parameters<NodeHttpHandler['handle']>): ReturnType<NodeHttpHandler['handle']> {
    return isDirect(request, this.env) ? this.direct.handle(request, options) : super.handle(request, options);
  }

  override destroy(): void {
    super.destroy();
    this.direct.destroy();
  }
}

/** Requests to https endpoints, in a tunnel. */
class TlsThrough extends HttpsProxyAgent<string> {
  private readonly named: NamedProxy;
  private readonly ca: { readonly ca?: string };
  constructor(named: NamedProxy, ca: string | undefined) {
    super(named.url.href, { ...CONNECTIONS, ...caOf(ca) });
    this.named = named;
    // The agent itself hands no options of its own on to the connection in the tunnel.
    this.ca = caOf(ca);
  }

  override async connect(...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>) {
    let answered: number | undefined;
    (request as ClientRequest).once('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      answered = statusCode;
    });
    const socket = await orFailed(this.named, super.connect(request, { ...options, ...this.ca }));
    // The agent would pass the proxy's refusal off as the endpoint's answer.
    if (options.secureEndpoint && !(socket instanceof TLSSocket)) throw new ProxyFailed(this.named, refusal(answered));
    return socket;
  }
}

/** Requests to http endpoints, as AWS_ENDPOINT_URL may name one. */
class PlainThrough extends HttpProxyAgent<string> {
  private readonly named: NamedProxy;
  constructor(named: NamedProxy) {
    super(named.url.href, CONNECTIONS);
    this.named = named;
  }

  override connect(...[request, options]: Parameters<HttpProxyAgent<string>['connect']>) {
    return orFailed(this.named, super.connect(request, options));
  }
}

const caOf = (ca: string | undefined) => (ca === undefined ? {} : { ca });

const orFailed = async <T>(named: NamedProxy, connected: Promise<T>): Promise<T> => {
  try {
    return await connected;
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    throw new ProxyFailed(named, `does not answer${typeof code === 'string' ? ` (${code})` : ''}`);
  }
};

const refusal = (status: number | undefined): string =>
  status === 407 ? 'asks for a user name and a password (407)' : `refuses to connect to AWS (${status ?? 'no status'})`;
