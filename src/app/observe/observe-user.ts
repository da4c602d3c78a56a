import type { AccessKeyId, Key } from '../../core/keys.ts';
import { CLOCK_TOLERANCE } from '../../core/limits.ts';
import type { Allowance, KeyCase, Observation, Secret } from '../../core/observation.ts';
import { orphanSuspects } from '../../core/rules/retire-orphan.ts';
import { type Instant, plus } from '../../core/time.ts';
import { Stop } from '../faults/stop.ts';
import type { UserDetails, Users } from '../ports/iam.ts';
import type { SecretDescription, SecretVersion } from '../ports/secrets-manager.ts';
import type { Session } from '../ports/sts.ts';
import { labels } from '../secret/labels.ts';
import { secretName } from '../secret/name.ts';
import { interpretSecret, type RawSecret } from '../secret/read-state.ts';
import type { Workplace } from './account-context.ts';

/** One look at one user: the interpreted facts, and the raw ones that a step needs to act on them. */
export interface Sight {
  readonly observation: Observation;
  readonly user: UserDetails;
  readonly raw: RawSecret | undefined;
}

export interface Look {
  readonly forced: boolean;
  readonly allowance: Allowance;
  /** Version id of the claim we hold, if any. */
  readonly ourClaim?: string;
}

/**
 * Reads everything about one user, live. `undefined`: the user does not exist.
 * Whatever cannot be read throws: unknown means stop.
 */
export const observe = async (place: Workplace, userName: string, look: Look): Promise<Sight | undefined> => {
  const { session, account, clock } = place;
  const at = clock.now();
  const user = await session.users.find(userName);
  if (user === undefined) return undefined;
  const [keys, raw] = await Promise.all([readKeys(session.users, userName), readSecret(place, user)]);
  const serverNow = plus(at, clockOffset(session));
  const observation: Observation = {
    at,
    account: { id: account.id, state: account.state },
    user: { name: user.name, id: user.id, arn: user.arn },
    exemption: await exemptionOf(place, user),
    keys,
    secret: raw && readRegister(place, look, { user, keys, raw, serverNow }),
    forced: look.forced,
    allowance: look.allowance,
  };
  return { observation: await withCreators(session, observation), user, raw };
};

const exemptionOf = async (place: Workplace, user: UserDetails): Promise<Observation['exemption']> => {
  const lookup = await place.exemptions();
  return user.arn === place.selfArn
    ? { by: 'self', value: user.arn, reason: undefined, approver: undefined }
    : lookup(user);
};

/** A user's keys with their last use, each by a request of its own. */
export const readKeys = async (users: Users, userName: string): Promise<readonly Key[]> => {
  const keys = await users.keys(userName);
  return Promise.all(keys.map(async (key) => ({ ...key, lastUsedAt: await users.lastUse(key.id) })));
};

const readSecret = async (
  { session: { vault }, account }: Workplace,
  user: UserDetails,
): Promise<RawSecret | undefined> => {
  const description = await vault.describe(secretName(account.id, user.name));
  if (description === undefined) return undefined;
  const [versions, policy] = await Promise.all([vault.versions(description.arn), readPolicy(description, vault)]);
  return { description, versions, policy };
};

/** AWS refuses to tell the policy of a secret that is scheduled for deletion; rule 1 restores it first. */
const readPolicy = async (
  { arn, deletionAt }: SecretDescription,
  vault: Session['vault'],
): Promise<string | undefined> => (deletionAt === undefined ? vault.policy(arn) : undefined);

const readRegister = (
  { settings }: Workplace,
  { ourClaim }: Look,
  seen: { user: UserDetails; keys: readonly Key[]; raw: RawSecret; serverNow: Instant },
): Secret =>
  interpretSecret(seen.raw, {
    user: seen.user,
    liveKeys: seen.keys.map(({ id }) => id),
    ourClaim,
    serverNow: seen.serverNow,
    deployment: settings.deployment,
    adopt: settings.adopt,
  });

/** AWS's clock less ours. A clock that disagrees would sign too late or too early, and miscount every period. */
const clockOffset = (session: Session): number => {
  const offset = session.clockOffset();
  if (offset !== undefined && Math.abs(offset) <= CLOCK_TOLERANCE) return offset;
  const words =
    offset === undefined ? 'AWS did not tell the time' : `AWS's clock is ${Math.round(offset / 1000)} s ahead of ours`;
  throw new Stop('clock-disagrees', `${words}: set this machine's clock (NTP) and run again`);
};

/** Asks CloudTrail, only where the facts make a key a possible orphan of ours. */
const withCreators = async ({ trail }: Session, observation: Observation): Promise<Observation> => {
  const { secret } = observation;
  const suspects = orphanSuspects(observation);
  if (secret === undefined || suspects.length === 0) return observation;
  const cases = new Map(secret.cases);
  for (const id of suspects)
    cases.set(id, { ...(cases.get(id) ?? unknownKey(id)), creator: await trail.creatorOf(id) });
  return { ...observation, secret: { ...secret, cases } };
};

const unknownKey = (id: AccessKeyId): KeyCase => ({
  id,
  fate: { kind: 'none' },
  verdict: { kind: 'none' },
  pending: false,
  replaces: undefined,
  notes: {},
  creator: 'not-asked',
});

/** The version that carries `label` now. */
export const holderOf = (versions: readonly SecretVersion[], label: string): string | undefined =>
  versions.find((version) => version.labels.includes(label))?.id;

export const currentVersion = (sight: Sight): string | undefined =>
  sight.raw && holderOf(sight.raw.versions, labels.current);
