import type { ConnectDeployment } from '../run/dependencies.ts';
import { openClients } from '../run/open-clients.ts';

/** The real way into AWS for deploy and undeploy. */
export const connectDeployment: ConnectDeployment = async ({ readOnly, ...options }) => {
  const { connectDeployment } = await import('../../aws/deploy/connect-deploy.ts');
  const { clientFactory, region, close } = await openClients(options);
  return { ...connectDeployment(clientFactory, region, readOnly), region, close };
};
