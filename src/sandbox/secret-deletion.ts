import type { SandboxSecret } from './model/secret.ts';
import type { World } from './world.ts';

/** Removes the secret if its recovery window is over; tells whether it did. */
export const dropUnderDeletion = (
  world: World,
  secrets: Map<string, SandboxSecret>,
  secret: SandboxSecret,
): boolean => {
  if (secret.deletion === undefined || secret.deletion.dueAt > world.now) return false;
  secrets.delete(secret.name);
  return true;
};
