import type { AccessKeyId } from '../../core/keys.ts';
import { LEASE } from '../../core/limits.ts';
import type { Hold, KeyRecord, KeyStorage, KeyVerdict, SecretState, WriterProof } from '../../core/observation.ts';
import { type Instant, plus } from '../../core/time.ts';
import type { ReportedUser } from '../ports/iam.ts';
import type { SecretDescription, SecretVersion } from '../ports/secrets-manager.ts';
import { keyOfLabel, labels } from './labels.ts';
import { policyStateOf, writersIn } from './policy-state.ts';
import { isFull } from './room.ts';
import { decodeFailures, decodeNotes, notedKeys, SCHEMA, tagKeys } from './tags.ts';
import { decodeUndone } from './undone.ts';
import { versionIds } from './version-ids.ts';
import { writerNoted } from './writer-tag.ts';

/** What Secrets Manager says of one user's secret; never its values. */
export interface RawSecret {
  readonly description: SecretDescription;
  readonly versions: readonly SecretVersion[];
  readonly policy: string | undefined;
}

export interface Reading {
  readonly user: ReportedUser;
  readonly liveKeys: readonly AccessKeyId[];
  /** Version id of the claim we hold, if any. */
  readonly ourClaim: string | undefined;
  /** AWS's clock, not ours: leases are measured by it. */
  readonly serverNow: Instant;
  readonly deployment: string;
  readonly adopt: boolean;
  /** Whom the policy is to name as writers; `undefined`: nobody. */
  readonly writers: readonly string[] | undefined;
  /** Roles that it is to let read for good. */
  readonly readers: readonly string[];
}

/** Reads the register: which key has which fate, verdict and notes. */
export const interpretSecret = (raw: RawSecret, reading: Reading): SecretState => {
  const { description, versions } = raw;
  const byId = new Map(versions.map((version) => [version.id, version]));
  const ids = knownKeys(raw, reading.liveKeys);
  const keyByStorageId = new Map(ids.map((id) => [versionIds.storage(id), id]));
  const records = new Map(
    [...keyByStorageId].map(([storage, id]) => [id, recordOf(id, storage, { byId, tags: description.tags })]),
  );
  const currentVersion = versions.find((version) => version.labels.includes(labels.current));
  const current = currentKey(currentVersion, keyByStorageId, reading.user.id);
  return {
    arn: description.arn,
    name: description.name,
    deletionAt: description.deletionAt,
    hold: holdOf(description, reading) ?? foreignVersion({ current, records }, reading),
    claim: claimState(versions, reading),
    createdAt: description.createdAt,
    current,
    foreignCurrentAt: current === 'unknown' ? currentVersion?.createdAt : undefined,
    records,
    isFull: isFull(
      versions.flatMap(({ labels: on }) => on),
      description.tags,
    ),
    policy: policyStateOf(raw.policy, reading.user, { ...reading, now: reading.serverNow }),
    writer: writerProof(raw, reading),
    replicas: replicaState(description),
    givenUp: decodeFailures(description.tags[tagKeys.givenUp]),
    denied: decodeFailures(description.tags[tagKeys.denied]),
    undone: decodeUndone(description.tags[tagKeys.undone]),
  };
};

const knownKeys = ({ versions, description }: RawSecret, live: readonly AccessKeyId[]): readonly AccessKeyId[] => {
  const labelled = versions.flatMap((version) => version.labels.map(keyOfLabel)).filter((id) => id !== undefined);
  return [...new Set([...live, ...labelled, ...notedKeys(description.tags)])];
};

const recordOf = (
  id: AccessKeyId,
  storageId: string,
  { byId, tags }: { readonly byId: ReadonlyMap<string, SecretVersion>; readonly tags: SecretDescription['tags'] },
): KeyRecord => {
  const storage = byId.get(storageId);
  return {
    id,
    storage: storageOf(id, storage),
    verdict: verdictOf(id, byId.get(versionIds.verdict(id))),
    pending: storage?.labels.includes(labels.pending(id)) ?? false,
    replaces: replacedBy(storage),
    isUndone: storage?.labels.includes(labels.undone(id)) ?? false,
    lastReadOn: storage?.lastReadOn,
    notes: decodeNotes(id, tags),
    creator: 'not-asked',
  };
};

const storageOf = (id: AccessKeyId, version: SecretVersion | undefined): KeyStorage => {
  if (version === undefined) return { kind: 'none' };
  const kind = version.labels.includes(labels.tombstone(id)) ? 'tombstone' : 'stored';
  return { kind, at: version.createdAt };
};

/** A verdict without its label cannot be told apart without reading it: it counts as none, which permits nothing. */
const verdictOf = (id: AccessKeyId, version: SecretVersion | undefined): KeyVerdict => {
  if (version?.labels.includes(labels.verified(id)))
    return { kind: 'verified', at: version.createdAt, readByOwner: !version.labels.includes(labels.unread(id)) };
  if (version?.labels.includes(labels.abandoned(id))) return { kind: 'abandoned', at: version.createdAt };
  return { kind: 'none' };
};

const replacedBy = (version: SecretVersion | undefined): AccessKeyId | undefined => {
  const label = version?.labels.find((name) => name.startsWith(labels.replaces('' as AccessKeyId)));
  return label === undefined ? undefined : keyOfLabel(label);
};

const currentKey = (
  version: SecretVersion | undefined,
  keyByStorageId: ReadonlyMap<string, AccessKeyId>,
  userId: string,
): SecretState['current'] => {
  const key = keyByStorageId.get(version?.id ?? '');
  if (key !== undefined) return key;
  return version?.id === versionIds.genesis(userId) ? 'placeholder' : 'unknown';
};

const claimState = (versions: readonly SecretVersion[], { ourClaim, serverNow }: Reading): SecretState['claim'] => {
  const head = versions.find((version) => version.labels.includes(labels.claim));
  if (head === undefined) return 'free';
  if (head.id === ourClaim) return 'ours';
  const isOver = head.labels.includes(labels.idle) || serverNow >= plus(head.createdAt, LEASE);
  return isOver ? 'free' : 'busy';
};

const holdOf = ({ tags, isRotationEnabled }: SecretDescription, reading: Reading): Hold | undefined => {
  const isOurs = tags[tagKeys.userId] !== undefined && tags[tagKeys.deployment] !== undefined;
  if (!isOurs && !reading.adopt) return 'not-ours';
  if (isOurs && tags[tagKeys.userId] !== reading.user.id) return 'other-owner';
  if (isOurs && tags[tagKeys.deployment] !== reading.deployment) return 'other-deployment';
  if (isOurs && tags[tagKeys.schema] !== SCHEMA) return 'unknown-schema';
  if (isRotationEnabled) return 'managed-rotation';
  return tags[tagKeys.hold] === undefined ? undefined : 'asked';
};

/** Somebody wrote to a secret before it held a key of ours: what he put there is not passed on to an application. */
const foreignVersion = (
  { current, records }: Pick<SecretState, 'current' | 'records'>,
  { adopt }: Reading,
): Hold | undefined => {
  const holdsOurs = [...records.values()].some(({ verdict }) => verdict.kind === 'verified');
  return current === 'unknown' && !holdsOurs && !adopt ? 'foreign-version' : undefined;
};

const writerProof = ({ policy, description }: RawSecret, { writers }: Reading): WriterProof =>
  writers === undefined || writersIn(policy) === undefined ? 'open' : writerNoted(writers, description.tags);

const replicaState = ({ replicas }: SecretDescription): SecretState['replicas'] => {
  if (replicas.length === 0) return undefined;
  return replicas.every(({ status }) => status === 'InSync') ? 'in-sync' : 'behind';
};
