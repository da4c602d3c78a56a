import type { SandboxSecret } from './model/secret.ts';
import { dropUnderDeletion } from './secret-deletion.ts';
import type { World } from './world.ts';

export interface SecretLocation {
  readonly accountId: string;
  readonly region: string;
}

/** The account's secrets in the Region, by name; among them some whose recovery window is over. */
export const secretsOf = (world: World, place: SecretLocation): Map<string, SandboxSecret> | undefined =>
  world.accounts.get(place.accountId)?.secrets.get(place.region);

/** Finds a secret by name, by ARN, or by ARN without the six characters at its end. */
export const locateSecret = (world: World, place: SecretLocation, id: string): SandboxSecret | undefined => {
  if (!id.startsWith('arn:')) return alive(world, place, id);
  const [, , , region = '', accountId = '', , ...rest] = id.split(':');
  if (region !== place.region) return undefined;
  const name = rest.join(':');
  const home = { accountId, region };
  const exact = alive(world, home, name.slice(0, -7));
  return exact?.arn === id ? exact : alive(world, home, name);
};

const alive = (world: World, place: SecretLocation, name: string): SandboxSecret | undefined => {
  const secrets = secretsOf(world, place);
  const secret = secrets?.get(name);
  return secret !== undefined && secrets !== undefined && dropUnderDeletion(world, secrets, secret)
    ? undefined
    : secret;
};
