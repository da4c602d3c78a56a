import { readFile } from 'node:fs/promises';
import { loadConfig } from '@smithy/core/config';
import type { NodeHttpHandler, NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import { Fault } from '../../app/faults/fault.ts';
import { ProxiedHandler } from './proxied-handler.ts';
import { ProxyNameless, proxyFor } from './proxy.ts';

/** Makes the connections of this machine; `undefined`: nothing is set, and they are direct. */
export type MakeHandler = ((options: NodeHttpHandlerOptions) => NodeHttpHandler) | undefined;

/**
 * What stands between this machine and AWS, as the AWS CLI is told of it: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and
 * AWS_CA_BUNDLE or the profile's `ca_bundle`, whose certificates are trusted instead of Node's own
 * (https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html). Throws a Fault that names the variable.
 */
export const machineNetwork = async (env: NodeJS.ProcessEnv = process.env): Promise<MakeHandler> => {
  const proxies = [named(() => proxyFor('http', env)), named(() => proxyFor('https', env))];
  const ca = await caBundle(env);
  if (ca === undefined && proxies.every((proxy) => proxy === undefined)) return undefined;
  return (options) => new ProxiedHandler(options, ca, env);
};

const named = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof ProxyNameless) throw new Fault('proxy-failed', error.message);
    throw error;
  }
};

const caBundle = async (env: NodeJS.ProcessEnv): Promise<string | undefined> => {
  const [variable, file] = env.AWS_CA_BUNDLE ? ['AWS_CA_BUNDLE', env.AWS_CA_BUNDLE] : ['ca_bundle', await ofProfile()];
  if (!file) return undefined;
  try {
    const text = await readFile(file, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    throw new Fault('ca-bundle-unreadable', `${variable} names ${file}, which cannot be read (${String(code)})`);
  }
  throw new Fault('ca-bundle-unreadable', `${variable} names ${file}, which holds no certificate in PEM`);
};

const ofProfile = async (): Promise<string> => {
  const find = loadConfig<string>({
    environmentVariableSelector: () => undefined,
    configFileSelector: (profile) => profile.ca_bundle,
    default: '',
  });
  return find();
};
