import { Fault } from '../../app/faults/fault.ts';
import type { ClientFactory } from '../../aws/client/client-factory.ts';
import type { Io } from '../terminal/io.ts';
import { logRequests } from '../terminal/request-log.ts';

export interface OpenOptions {
  readonly io: Io;
  /** As given by --region. */
  readonly region: string | undefined;
  /** As given by --profile. */
  readonly profile: string | undefined;
  readonly isDebug: boolean;
}

export interface OpenClients {
  readonly clientFactory: ClientFactory;
  readonly region: string;
  close(): void;
}

/**
 * SDK clients with this machine's network, profile, Region and credentials; an MFA code is asked for here, before
 * anything else is shown. The SDK is loaded here, and only when a verb needs it: `--help` stays quick.
 */
export const openClients = async ({ io, region: given, profile, isDebug }: OpenOptions): Promise<OpenClients> => {
  // The SDK itself reads it, for credentials, Region and endpoint alike.
  if (profile !== undefined) process.env.AWS_PROFILE = profile;
  // The SDK's advice on Node versions is for whoever builds keyturn, not for whoever runs it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const [{ httpClients }, { configuredRegion }, { machineNetwork }] = await Promise.all([
    import('../../aws/client/machine-credentials.ts'),
    import('../../aws/client/region.ts'),
    import('../../aws/client/network.ts'),
  ]);
  const region = given ?? (await configuredRegion());
  if (region === undefined) throw new Fault('region-missing', 'no AWS Region is set');
  const makeHandler = await machineNetwork();
  const mfaCode = (serial: string) => askMfaCode(io, serial);
  const { clientFactory, signIn, close } = httpClients({ clock: io.clock, makeHandler, mfaCode });
  await signIn(region);
  return { clientFactory: isDebug ? logRequests(io, clientFactory) : clientFactory, region, close };
};

const askMfaCode = async ({ askText }: Io, serial: string): Promise<string> => {
  if (askText === undefined)
    throw new Fault('mfa-code-missing', `the profile asks for a code of the MFA device ${serial} (mfa_serial)`);
  const code = await askText(`Code of the MFA device ${serial}`);
  if (code === undefined) throw new Fault('interrupted', 'no MFA code was given');
  return code.trim();
};
