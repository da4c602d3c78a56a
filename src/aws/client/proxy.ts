/** Which proxy stands between keyturn and a host, and by which variable. */
export interface NamedProxy {
  readonly variable: string;
  readonly url: URL;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that names no proxy. Its text is left out: it may hold a password. */
export class ProxyNameless extends Error {
  readonly variable: string;
  constructor(variable: string) {
    super(`${variable} names no proxy: give http://host:port`);
    this.variable = variable;
  }
}

/** The proxy itself does not answer, or refuses: nothing reached AWS. Its message holds no password. */
export class ProxyFailed extends Error {
  readonly code = 'PROXY_FAILED';
  constructor({ variable, url }: NamedProxy, why: string) {
    super(`the proxy that ${variable} names, ${url.host}, ${why}`);
    this.name = 'ProxyFailed';
  }
}

/**
 * The proxy for requests of this scheme, as the AWS CLI finds it: HTTPS_PROXY or HTTP_PROXY, with or without a scheme,
 * with user name and password where the proxy asks for them. Small letters come before capitals; an empty value is
 * none.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html,
 * https://docs.python.org/3/library/urllib.request.html#urllib.request.getproxies (the CLI reads it so)
 * @throws {@link ProxyNameless}
 */
export const proxyFor = (scheme: 'http' | 'https', env: Environment): NamedProxy | undefined => {
  const [variable, value] = variableOf(`${scheme}_proxy`, env);
  if (value === '') return undefined;
  const text = /^https?:/i.test(value) ? value : `http://${value.replace(/^\/\//, '')}`;
  if (!URL.canParse(text)) throw new ProxyNameless(variable);
  return { variable, url: new URL(text) };
};

/**
 * NO_PROXY as the AWS CLI reads it: names separated by commas, each of which stands for itself and all below it, a port
 * where one is given; `*` is everything.
 */
export const isDirect = (
  { hostname, port }: { readonly hostname: string; readonly port?: number | undefined },
  env: Environment,
): boolean => {
  const [, value] = variableOf('no_proxy', env);
  if (value.trim() === '*') return true;
  const host = hostname.toLowerCase();
  const hosts = port === undefined ? [host] : [host, `${host}:${port}`];
  const names = value.split(',').map((name) => name.trim().replace(/^\.+/, '').toLowerCase());
  return names.some((name) => name !== '' && hosts.some((each) => each === name || each.endsWith(`.${name}`)));
};

const variableOf = (name: string, env: Environment): readonly [string, string] => {
  const capitals = name.toUpperCase();
  return env[name] === undefined ? [capitals, env[capitals] ?? ''] : [name, env[name]];
};
