import { HOUR, type Instant, MINUTE } from '../../../src/core/time.ts';
import type { AccessKey, SandboxUser } from '../../../src/sandbox/model/iam.ts';
import type { SandboxSecret } from '../../../src/sandbox/model/secret.ts';
import { MEMBER, REGION } from '../environment/accounts.ts';
import { type SimulatedEnvironment, secretNameOf } from '../environment/environment.ts';
import type { Answered } from './answered.ts';
import type { KeyLedger } from './ledger.ts';

/** A person asked this very run to undo something for this user. */
export const isAskedToUndo = ({ names }: SimulatedEnvironment, { spec }: Answered, userName: string): boolean =>
  spec.isUndo === true && spec.user !== undefined && names[spec.user] === userName;

/** The first violation ends the story. */
export const violate = ({ ledger, world, log }: SimulatedEnvironment, invariant: string, message: string): void => {
  if (ledger.violation) return;
  log?.push(`*** ${invariant}: ${message}`);
  ledger.violation = { invariant, message, at: world.now };
};

/** A signature holds for 15 minutes, and our clock may be 5 off. */
export const FENCE = 15 * MINUTE;
export const SKEW = 5 * MINUTE + 2_000;
/** A daily period is over 6 hours early. */
export const DRIFT = 6 * HOUR;

/**
 * R1: between the look that permits a call and the call itself somebody else acted on this user: within the fence, and
 * what a read lags. AWS has no conditional update, so that such a call is not held against keyturn.
 */
export const isR1 = ({ ledger, world }: SimulatedEnvironment, userId: string): boolean => {
  const touched = ledger.touched.get(userId);
  const last = Math.max(touched ?? 0, ledger.changedAt ?? 0);
  const { readLagMs, secretLagMs } = world.settings;
  return world.now - last <= FENCE + Math.max(readLagMs, secretLagMs);
};

/** Uses after this are not held against keyturn either: no record tells of them yet. */
export const tellableUses = ({ world }: SimulatedEnvironment): Instant =>
  (world.now - FENCE - world.settings.lastUsedLagMs - world.settings.lastUsedSpanMs) as Instant;

/** The last use of the key that keyturn could know of. */
export const lastUseBefore = (environment: SimulatedEnvironment, id: string, limit: Instant): Instant | undefined => {
  const key = environment.world.accessKeys.get(id) ?? goneKey(environment, id);
  if (key === undefined) return undefined;
  const uses = [...(key.lastUsed ? [key.lastUsed] : []), ...key.unsettledUses].filter(({ at }) => at <= limit);
  return uses.at(-1)?.at;
};

export const goneKey = ({ ledger }: SimulatedEnvironment, id: string): AccessKey | undefined =>
  ledger.keys.get(id)?.model;

export const userNamed = ({ world }: SimulatedEnvironment, name: unknown): SandboxUser | undefined =>
  world.accounts.get(MEMBER)?.users.get(String(name));

/**
 * What carries the user's id: under the present name first, then what keyturn wrote into before what it only tagged
 * (where the user was renamed before the next call); else by the name, unless it is somebody else's.
 */
export const secretOf = ({ world, home }: SimulatedEnvironment, userName: string): SandboxSecret | undefined => {
  const secrets = world.accounts.get(home)?.secrets.get(REGION);
  const id = world.accounts.get(MEMBER)?.users.get(userName)?.userId;
  const idOn = ({ tags }: SandboxSecret): string | undefined => tags.get('keyturn:user-id');
  const named = secrets?.get(secretNameOf(userName));
  if (named && id !== undefined && idOn(named) === id) return named;
  let tagged: SandboxSecret | undefined;
  for (const secret of secrets?.values() ?? []) {
    if (id === undefined || idOn(secret) !== id) continue;
    if (isWritten(secret)) return secret;
    tagged ??= secret;
  }
  if (tagged) return tagged;
  return named && (id === undefined || idOn(named) === undefined) ? named : undefined;
};

const isWritten = ({ versions }: SandboxSecret): boolean => {
  for (const id of versions.keys()) if (isOurVersion(id)) return true;
  return false;
};

/** keyturn's version ids are UUIDs of version 5, made of names; everybody else's are random. */
export const isOurVersion = (id: string): boolean => id[14] === '5';

export const secretById = ({ world, home }: SimulatedEnvironment, id: unknown): SandboxSecret | undefined => {
  for (const secret of world.accounts.get(home)?.secrets.get(REGION)?.values() ?? [])
    if (secret.arn === id || secret.name === id) return secret;
  return undefined;
};

/**
 * The key that whoever reads the secret gets; a verdict or a tombstone, to which people may move the label, is none.
 */
export const currentKey = (
  environment: SimulatedEnvironment,
  secret: SandboxSecret | undefined,
): KeyLedger | undefined => {
  const value = String(secret?.versions.get(secret.labels.get('AWSCURRENT') ?? '')?.value);
  return value.includes('"SecretAccessKey":') ? environment.ledger.keys.get(keyIn(value) ?? '') : undefined;
};

/**
 * One of ours whose secret was lost, or that never worked: its owner was never told of it. What a secret that people
 * deleted said of a key is gone with it: such a key is foreign, and the organization's policies hold.
 */
export const isOursUntold = (
  environment: SimulatedEnvironment,
  { name }: SandboxUser,
  { storage, verdict }: KeyLedger,
): boolean =>
  (storage?.kind === 'tombstone' || verdict?.kind === 'abandoned') && storage?.arn === secretOf(environment, name)?.arn;

/**
 * When a person last re-activated the key; 0 if never, or if that was before the user's present secret, which alone can
 * tell.
 */
export const reactivatedAt = (environment: SimulatedEnvironment, { name }: SandboxUser, key: KeyLedger): number => {
  const secret = secretOf(environment, name);
  return secret && key.reactivatedAt !== undefined && key.reactivatedAt >= secret.createdAt ? key.reactivatedAt : 0;
};

export const keyIn = (value: string): string | undefined => /"AccessKeyId":"([A-Z0-9]+)"/.exec(value)?.[1];
