import { Fault } from '../../app/faults/fault.ts';
import type { ConnectDeployment } from '../run/dependencies.ts';
import { logRequests } from '../terminal/request-log.ts';

/** The real way into AWS for deploy and undeploy. The SDK is loaded here, and only when it is needed. */
export const connectDeployment: ConnectDeployment = async ({ io, region: given, profile, isDebug, readOnly }) => {
  // The SDK itself reads both; its advice on Node versions is for whoever builds keyturn.
  if (profile !== undefined) process.env.AWS_PROFILE = profile;
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const [{ httpClients }, { connectDeployment }, { configuredRegion }] = await Promise.all([
    import('../../aws/client/machine-credentials.ts'),
    import('../../aws/deploy/connect-deploy.ts'),
    import('../../aws/client/region.ts'),
  ]);
  const region = given ?? (await configuredRegion());
  if (region === undefined) throw new Fault('region-missing', 'no AWS Region is set');
  const { clientFactory, close } = httpClients({ clock: io.clock });
  return {
    ...connectDeployment(isDebug ? logRequests(io, clientFactory) : clientFactory, region, readOnly),
    region,
    close,
  };
};
