import type { AccessKeyId, Key } from '../../core/keys.ts';
import { CLOCK_TOLERANCE } from '../../core/limits.ts';
import type { Allowance, KeyRecord, Observation, PolicyUpdates, SecretState } from '../../core/observation.ts';
import { orphanSuspects } from '../../core/rules/retire-orphan.ts';
import { type Instant, plus } from '../../core/time.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { ReportedUser, UserDetails, Users } from '../ports/iam.ts';
import type { SecretVersion } from '../ports/secrets-manager.ts';
import type { AccountSession } from '../ports/sts.ts';
import { labels } from '../secret/labels.ts';
import { interpretSecret, type RawSecret } from '../secret/read-state.ts';
import { tagKeys } from '../secret/tags.ts';
import type { AccountContext } from './account-context.ts';
import { findSecret } from './find-secret.ts';
import { observedUser } from './observed-user.ts';
import { readersFor, tellHandover } from './readers-for.ts';

/** One look at one user: the interpreted facts, and the raw ones that a step needs to act on them. */
export interface UserSnapshot {
  readonly observation: Observation;
  readonly user: UserDetails;
  readonly raw: RawSecret | undefined;
  /** Of the user's secret, or of the one to be made. */
  readonly secretName: string;
}

/** What the credential report and the list of secrets tell of a user. What needs the user's tags refuses it. */
export interface ReportedSnapshot extends Omit<UserSnapshot, 'user'> {
  readonly user: ReportedUser;
}

export interface ObserveOptions {
  readonly forced: boolean;
  readonly allowance: Allowance;
  /** Version id of the claim we hold, if any. */
  readonly ourClaim?: string;
  /** The secret that our claim is on. */
  readonly claimedArn?: string;
}

/**
 * Reads everything about one user, live. `undefined`: the user does not exist.
 * Whatever cannot be read throws: unknown means stop.
 */
export const observe = async (
  context: AccountContext,
  userName: string,
  options: ObserveOptions,
): Promise<UserSnapshot | undefined> => {
  const { session, account, clock } = context;
  const at = clock.now();
  const user = await session.users.find(userName);
  if (user === undefined) return undefined;
  const reading = readKeys(session.users, userName);
  const owner = { user, keys: reading, claimedArn: options.claimedArn };
  const [keys, { name: secretName, raw }] = await Promise.all([reading, findSecret(context, owner)]);
  const serverNow = plus(at, clockOffset(session));
  tellHandover(context, userName, raw?.policy);
  const secret = raw && readRegister(context, options, { user, keys, raw, serverNow });
  const exemption = await exemptionOf(context, user);
  const isHeld = user.tags[tagKeys.hold] !== undefined;
  const isLeftAlone = exemption !== undefined || isHeld || secret?.hold !== undefined;
  const observation: Observation = {
    at,
    account: { id: account.id, state: account.state },
    user: { ...observedUser(user), isHeld },
    exemption,
    keys,
    secret,
    forced: options.forced,
    allowance: options.allowance,
    policyUpdates: isLeftAlone ? 'wait' : await policyUpdatesFor(context, secret),
  };
  return { observation: await withCreators(session, observation), user, raw, secretName };
};

/** Asked only where something hangs on it. */
export const policyUpdatesFor = async (
  { rollout }: AccountContext,
  secret: SecretState | undefined,
): Promise<PolicyUpdates> => {
  if (secret === undefined || secret.policy === 'changed') return 'wait';
  if (secret.policy === 'earlier') return rollout.ofEarlier(secret.arn);
  return secret.writer === 'shown' || secret.writer === 'open' ? 'shown' : rollout.ofCurrent();
};

const exemptionOf = async (context: AccountContext, user: UserDetails): Promise<Observation['exemption']> => {
  const lookup = await context.exemptions();
  return user.arn === context.selfArn ? { by: 'self', value: user.arn } : lookup.ofLive(user);
};

/** A user's keys with their last use, each by a request of its own. */
export const readKeys = async (users: Users, userName: string): Promise<readonly Key[]> => {
  const keys = await users.keys(userName);
  return Promise.all(keys.map(async (key) => ({ ...key, ...(await users.lastUse(key.id)) })));
};

const readRegister = (
  context: AccountContext,
  { ourClaim }: ObserveOptions,
  seen: { user: UserDetails; keys: readonly Key[]; raw: RawSecret; serverNow: Instant },
): SecretState => {
  const { settings, writers } = context;
  return interpretSecret(seen.raw, {
    user: seen.user,
    liveKeys: seen.keys.map(({ id }) => id),
    ourClaim,
    serverNow: seen.serverNow,
    deployment: settings.deployment,
    adopt: settings.adopt,
    writers,
    readers: readersFor(context, seen.user),
  });
};

/** AWS's clock less ours. A clock that disagrees would sign too late or too early, and miscount every period. */
const clockOffset = (session: AccountSession): number => {
  const offset = session.clockOffset();
  if (offset !== undefined && Math.abs(offset) <= CLOCK_TOLERANCE) return offset;
  const words =
    offset === undefined ? 'AWS did not tell the time' : `AWS's clock is ${Math.round(offset / 1000)} s ahead of ours`;
  throw new WorkStopped('clock-disagrees', `${words}: set this machine's clock (NTP) and run again`);
};

/** Asks CloudTrail, only where the facts make a key a possible orphan of ours. */
const withCreators = async ({ keyCreations }: AccountSession, observation: Observation): Promise<Observation> => {
  const { secret } = observation;
  const suspects = orphanSuspects(observation);
  if (secret === undefined || suspects.length === 0) return observation;
  const records = new Map(secret.records);
  for (const id of suspects)
    records.set(id, { ...(records.get(id) ?? unknownKey(id)), creator: await keyCreations.creatorOf(id) });
  return { ...observation, secret: { ...secret, records } };
};

const unknownKey = (id: AccessKeyId): KeyRecord => ({
  id,
  storage: { kind: 'none' },
  verdict: { kind: 'none' },
  pending: false,
  replaces: undefined,
  isUndone: false,
  lastReadOn: undefined,
  notes: {},
  creator: 'not-asked',
});

/** The version that carries `label` now. */
export const holderOf = (versions: readonly SecretVersion[], label: string): string | undefined =>
  versions.find((version) => version.labels.includes(label))?.id;

export const currentVersion = (snapshot: ReportedSnapshot): string | undefined =>
  snapshot.raw && holderOf(snapshot.raw.versions, labels.current);
