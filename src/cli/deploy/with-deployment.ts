import type { Dependencies, DeployConnection } from '../run/dependencies.ts';
import type { DeployOptions } from './deploy-options.ts';

/** Opens a way into AWS, works, and closes it again. */
export const withDeployment = async <T>(
  { io, connectDeployment }: Dependencies,
  { region, profile, debug: isDebug = false }: DeployOptions,
  readOnly: boolean,
  use: (connection: DeployConnection) => Promise<T>,
): Promise<T> => {
  const connection = await connectDeployment({ io, region, profile, isDebug, readOnly });
  try {
    return await use(connection);
  } finally {
    connection.close();
  }
};
