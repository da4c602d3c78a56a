import type { Principal } from './call.ts';
import type { AccessKey, KeyUse } from './model/iam.ts';
import type { SandboxService } from './service-name.ts';
import { recordedRegion, serviceProfiles } from './service-profile.ts';
import type { World } from './world.ts';

/** Records that the caller's key was used; denied calls count too, as they do in IAM. */
export const noteUse = (
  world: World,
  principal: Principal,
  target: { service: SandboxService; region: string },
): void => {
  const key = world.accessKeys.get(principal.accessKeyId);
  if (key === undefined || isUnrecorded(world, key, target.service)) return;
  settle(world, key);
  const previous = key.unsettledUses.at(-1) ?? key.lastUsed;
  if (previous !== undefined && world.now - previous.at < world.settings.lastUsedSpanMs) return;
  key.unsettledUses.push({
    at: world.now,
    service: serviceProfiles[target.service].prefix,
    region: recordedRegion(target.service, target.region),
  });
};

const isUnrecorded = ({ settings }: World, { userName }: AccessKey, service: SandboxService): boolean =>
  settings.unrecordedServices.includes(service) || settings.unrecordedUsers.includes(userName);

/** The last use of a key that IAM tells by now. */
export const lastUseOf = (world: World, key: AccessKey): KeyUse | undefined => {
  settle(world, key);
  return key.lastUsed;
};

const settle = (world: World, key: AccessKey): void => {
  const visible = world.now - world.settings.lastUsedLagMs;
  while (key.unsettledUses[0] !== undefined && key.unsettledUses[0].at <= visible) {
    const use = key.unsettledUses.shift();
    if (use !== undefined) key.lastUsed = use;
  }
};
