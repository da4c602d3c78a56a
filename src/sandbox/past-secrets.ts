import { DAY, plus } from '../core/time.ts';
import type { PastSecret, SandboxSecret, SecretRead } from './model/secret.ts';
import { locateSecret, type SecretLocation, secretsOf } from './secrets.ts';
import type { World } from './world.ts';

/** Longer than any lag that is asked for. */
const REMEMBERED = DAY;

export const lagOf = ({ settings }: World, read: SecretRead): number =>
  settings.secretLagOnly === undefined || settings.secretLagOnly.includes(read) ? settings.secretLagMs : 0;

/** Keeps what the secret is now, for reads that lag; to be called before it is changed. */
export const rememberSecret = (world: World, place: SecretLocation, id: string): void => {
  const { settings, pastSecrets, now } = world;
  if (settings.secretLagMs === 0) return;
  const secret = locateSecret(world, place, id);
  const { accountId, region, name } = secret ?? { ...place, name: id };
  while (pastSecrets[0] !== undefined && pastSecrets[0].until < plus(now, -REMEMBERED)) pastSecrets.shift();
  pastSecrets.push({ accountId, region, name, secret: secret && copyOf(secret), until: now });
};

/** The secret as this read sees it, which lags behind the truth by `secretLagMs`. */
export const seenSecret = (
  world: World,
  place: SecretLocation,
  { id, read }: { readonly id: string; readonly read: SecretRead },
): SandboxSecret | undefined => {
  const present = locateSecret(world, place, id);
  const lag = lagOf(world, read);
  if (lag === 0) return present;
  const at = plus(world.now, -lag);
  const home = homeOf(place, id);
  const past = world.pastSecrets.find((each) => each.until > at && isAt(home, each) && isMeant(id, each));
  return past === undefined ? present : named(id, past.secret);
};

/** All secrets of a place, as ListSecrets sees them. */
export const seenSecrets = (world: World, place: SecretLocation): Map<string, SandboxSecret> => {
  const seen = new Map(secretsOf(world, place));
  const at = plus(world.now, -lagOf(world, 'ListSecrets'));
  const shown = world.pastSecrets.filter((each) => each.until > at && isAt(place, each));
  // Of several changes since then, what was before the first is seen.
  for (const { name, secret } of shown.toReversed())
    if (secret === undefined) seen.delete(name);
    else seen.set(name, secret);
  return seen;
};

/** An ARN may name a secret of another account. */
const homeOf = ({ accountId, region }: SecretLocation, id: string): SecretLocation =>
  id.startsWith('arn:') ? { region, accountId: id.split(':')[4] ?? '' } : { region, accountId };

const isAt = ({ accountId, region }: SecretLocation, past: PastSecret): boolean =>
  past.region === region && past.accountId === accountId;

/** By name, by ARN, or by ARN without the six characters at its end. */
const isMeant = (id: string, { name }: PastSecret): boolean => {
  if (!id.startsWith('arn:')) return id === name;
  const resource = id.split(':').slice(6).join(':');
  return resource === name || resource.slice(0, -7) === name;
};

/** A secret that was made anew under the name has another ARN. */
const named = (id: string, secret: SandboxSecret | undefined): SandboxSecret | undefined =>
  secret === undefined || !id.startsWith('arn:') || secret.arn === id || secret.arn.slice(0, -7) === id
    ? secret
    : undefined;

const copyOf = (secret: SandboxSecret): SandboxSecret => ({
  ...secret,
  tags: new Map(secret.tags),
  versions: new Map([...secret.versions].map(([id, version]) => [id, { ...version, stages: [...version.stages] }])),
  labels: new Map(secret.labels),
  replicas: secret.replicas.map((replica) => ({ ...replica })),
  ...(secret.rotation === undefined ? {} : { rotation: { ...secret.rotation } }),
});
