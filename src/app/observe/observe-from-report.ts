import type { AccessKeyId, Key } from '../../core/keys.ts';
import type { Observation } from '../../core/observation.ts';
import { plan } from '../../core/plan.ts';
import type { ReasonCode } from '../../core/reasons.ts';
import { DAY, type Instant, plus } from '../../core/time.ts';
import type { ReportedUser, ReportRow } from '../ports/iam.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { keyOfLabel, labels } from '../secret/labels.ts';
import { secretPolicy } from '../secret/policy.ts';
import { interpretSecret } from '../secret/read-state.ts';
import { areOurs, decodeNotes, tagKeys } from '../secret/tags.ts';
import { versionIds } from '../secret/version-ids.ts';
import type { AccountContext } from './account-context.ts';
import { policyUpdatesFor } from './observe-user.ts';
import { observedUser } from './observed-user.ts';
import type { Planned, ReportedPlan } from './plan-user.ts';
import { pathIn } from './readers-for.ts';

/**
 * What the credential report and the list of secrets tell of a user in mid-rotation, planned as if it were all. It
 * costs no read of its own, and is never acted on: it tells who only waits, and what a live look under a claim must
 * confirm. `undefined`: anything out of the ordinary, which wants a live look.
 */
export const planFromReport = async (
  context: AccountContext,
  row: ReportRow,
  secret: SecretDescription,
): Promise<ReportedPlan | undefined> => {
  const { account, settings, clock } = context;
  const current = settledKey(secret);
  if (row.arn === context.selfArn || current === undefined || !areOurs(secret.tags, settings) || hasTagRule(context))
    return undefined;
  const keys = keysOf(row, current);
  if (keys === undefined) return undefined;
  const user = userOf(row, secret);
  const at = clock.now();
  const policy = secretPolicy(user, context.writers);
  const raw = { description: secret, versions: versionsOf(secret, current, keys), policy };
  const { deployment, adopt } = settings;
  const { writers } = context;
  const liveKeys = keys.map(({ id }) => id);
  const { ofReported: exemptionOf } = await context.exemptions();
  if (exemptionOf === undefined) return undefined;
  const reading = { user, liveKeys, ourClaim: undefined, serverNow: at, deployment, adopt, writers, readers: [] };
  const register = interpretSecret(raw, reading);
  const observation: Observation = {
    at,
    account: { id: account.id, state: account.state },
    user: observedUser(user),
    exemption: exemptionOf(user),
    keys,
    secret: register,
    forced: false,
    allowance: 'free',
    // Of a secret in which no writers are noted the policy may be of an earlier form: the regular day compares it.
    policyUpdates: register.writer === 'unnoted' ? 'shown' : await policyUpdatesFor(context, register),
  };
  const options = { forced: false, allowance: 'free' } as const;
  return {
    snapshot: { observation, user, raw, secretName: secret.name },
    plan: plan(observation, settings.policy, at),
    options,
    isFromReport: true,
  };
};

/** What a user may be left with until tomorrow, on the word of a reported snapshot. */
const waitable: ReadonlySet<ReasonCode> = new Set([
  'exempt',
  'fresh',
  'still-used',
  'waiting-install',
  'waiting-recovery',
  'waiting-warning',
]);

export const mayWait = ({ plan: { step, reason } }: Planned): boolean =>
  step.kind === 'NOTHING' && waitable.has(reason);

/**
 * The report tells no tags of users. A rule that has ended is no exemption any more, and wants live looks all the same.
 */
const hasTagRule = ({ settings }: AccountContext): boolean =>
  settings.onlyTag !== undefined || settings.exemptions.some(({ by }) => by === 'tag');

interface Current {
  readonly key: AccessKeyId;
  readonly promotedAt: Instant;
  readonly replaces: AccessKeyId | undefined;
}

/** AWSCURRENT's key, where nothing is pending, given up, held, claimed or on its way out. */
const settledKey = ({
  tags,
  labels: byVersion,
  deletionAt,
  isRotationEnabled,
}: SecretDescription): Current | undefined => {
  const all = Object.entries(byVersion);
  const isClaimFree = all.some(([, on]) => on.includes(labels.claim) && on.includes(labels.idle));
  const isUnsettled = all.some(([, on]) => on.some((label) => unsettled.test(label)));
  const isMarked = tags[tagKeys.givenUp] !== undefined || tags[tagKeys.gone] !== undefined;
  if (deletionAt !== undefined || isRotationEnabled || !isClaimFree || isUnsettled || isMarked) return undefined;
  const [version, on] = all.find(([, each]) => each.includes(labels.current)) ?? [];
  const key = all.flatMap(([, each]) => each.map(keyOfLabel)).find((id) => id && versionIds.storage(id) === version);
  const promotedAt = key && decodeNotes(key, tags).promotedAt;
  if (key === undefined || promotedAt === undefined) return undefined;
  return { key, promotedAt, replaces: on?.filter(isReplaces).map(keyOfLabel)[0] };
};

const unsettled = /^KEYTURN_(?:PENDING|TOMBSTONE|ABANDONED)_/;
const isReplaces = (label: string): boolean => label.startsWith(labels.replaces('' as AccessKeyId));

/** Promoted within this of its creation; a key that is older or younger than that is another one. */
const PROMOTED_WITHIN = 2 * DAY;

/** The report tells no ids: they are known where the keys are the current one and the one it replaced, and no other. */
const keysOf = ({ keys }: ReportRow, { key, promotedAt, replaces }: Current): readonly Key[] | undefined => {
  const [current, older, ...others] = keys.flatMap(datedKey).toSorted((a, b) => b.createdAt - a.createdAt);
  if (current === undefined || current.createdAt > promotedAt || others.length > 0) return undefined;
  if (promotedAt > plus(current.createdAt, PROMOTED_WITHIN)) return undefined;
  if (older === undefined) return keys.length === 1 ? [{ ...current, id: key }] : undefined;
  return replaces === undefined
    ? undefined
    : [
        { ...older, id: replaces },
        { ...current, id: key },
      ];
};

const datedKey = (key: ReportRow['keys'][number]): readonly Omit<Key, 'id'>[] =>
  key.createdAt === undefined ? [] : [{ ...key, createdAt: key.createdAt }];

const userOf = ({ user, arn }: ReportRow, { tags }: SecretDescription): ReportedUser => ({
  name: user,
  id: tags[tagKeys.userId] ?? '',
  arn,
  path: pathIn(arn),
});

/**
 * A list tells no dates of versions: none of what counts from them was later than the promotion. A key is stored
 * moments after its creation, and used by nobody in between.
 */
const versionsOf = (
  { labels: byVersion }: SecretDescription,
  { key, promotedAt }: Current,
  keys: readonly Key[],
): NonNullable<ReportedPlan['snapshot']['raw']>['versions'] => {
  const stored = versionIds.storage(key);
  const storedAt = keys.find(({ id }) => id === key)?.createdAt ?? promotedAt;
  return Object.entries(byVersion).map(([id, on]) => ({
    id,
    labels: on,
    createdAt: id === stored ? storedAt : promotedAt,
  }));
};
