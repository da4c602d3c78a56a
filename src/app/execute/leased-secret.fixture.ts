import type { AccountId } from '../../core/keys.ts';
import { type Instant, instant, MINUTE, plus } from '../../core/time.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { noSecrets } from '../observe/list-secrets.ts';
import type { ReportedSnapshot } from '../observe/observe-user.ts';
import { observedUser } from '../observe/observed-user.ts';
import type { UserDetails } from '../ports/iam.ts';
import type { LabelMove, NewVersion, SecretDescription, SecretVersion } from '../ports/secrets-manager.ts';
import { labels } from '../secret/labels.ts';
import { versionIds } from '../secret/version-ids.ts';

export const NOW = instant(Date.UTC(2026, 5, 1, 6));
export const GENESIS = versionIds.genesis('AIDAALICE');
export const CLAIM = versionIds.claim(GENESIS);

const user: UserDetails = {
  name: 'alice',
  id: 'AIDAALICE',
  arn: 'arn:aws:iam::111122223333:user/alice',
  path: '/',
  tags: {},
};
const description: SecretDescription = {
  arn: 'arn:secret',
  name: 'secret',
  createdAt: NOW,
  primaryRegion: undefined,
  deletionAt: undefined,
  isRotationEnabled: false,
  tags: { 'keyturn:user-id': user.id },
  labels: {},
  replicas: [],
};

/** The secret of one user, whose labels move as they are moved; and each request that writes to it, as a line. */
export const leasedSecret = () => {
  const writes: string[] = [];
  const secret = {
    now: NOW as Instant,
    isUserGone: false,
    /** Another worker's version is there already: of every claim, or of this one. */
    isTaken: false as boolean | string,
    /** Reads of versions, and of the description, that are late before they show the truth. */
    lateVersions: 0,
    lateDescriptions: 0,
    /** What late reads show. */
    old: [{ id: GENESIS, createdAt: NOW, labels: [labels.idle] }] as readonly SecretVersion[],
    versions: [{ id: GENESIS, createdAt: NOW, labels: [labels.idle] }] as readonly SecretVersion[],
    moveFails: undefined as Error | undefined,
  };
  const secretStore = {
    describe: async () => describing(secret.lateDescriptions-- > 0 ? secret.old : secret.versions),
    versions: async () => (secret.lateVersions-- > 0 ? secret.old : secret.versions),
    policy: async () => undefined,
    putVersion: async ({ arn, versionId, value, labels: on }: NewVersion) => {
      writes.push(`put ${arn} ${versionId} ${on.join()} ${value()}`);
      if (secret.isTaken === true || secret.isTaken === versionId) return 'exists';
      secret.versions = [...secret.versions, { id: versionId, createdAt: secret.now, labels: on }];
      return 'written';
    },
    moveLabel: async ({ label, from, to }: LabelMove) => {
      writes.push(`move ${label} ${from} ${to}`);
      if (secret.moveFails) throw secret.moveFails;
    },
  };
  const users = { find: async () => (secret.isUserGone ? undefined : user), keys: async () => [] };
  const context = {
    account: { id: '111122223333' as AccountId, state: 'ACTIVE' },
    session: { secretStore, users, clockOffset: () => 0 },
    settings: { deployment: 'test', adopt: false },
    clock: {
      now: () => secret.now,
      sleep: async (ms: number) => {
        secret.now = plus(secret.now, ms);
      },
    },
    nonce: () => 'worker-1',
    deadline: plus(NOW, 60 * MINUTE),
    secrets: async () => noSecrets,
    exemptions: async () => ({ ofLive: () => undefined, ofReported: undefined }),
    selfArn: 'arn:self',
  } as unknown as AccountContext;
  return { context, secret, writes, snapshot: snapshotOf(secret.versions) };
};

const describing = (versions: readonly SecretVersion[]): SecretDescription => ({
  ...description,
  labels: Object.fromEntries(versions.map(({ id, labels: on }) => [id, on])),
});

const snapshotOf = (versions: readonly SecretVersion[]): ReportedSnapshot => ({
  user,
  raw: { description, versions, policy: undefined },
  secretName: 'secret',
  observation: {
    at: plus(NOW, -MINUTE),
    account: { id: '111122223333' as AccountId, state: 'ACTIVE' },
    user: observedUser(user),
    exemption: undefined,
    keys: [],
    secret: undefined,
    forced: false,
    allowance: 'free',
    policyUpdates: 'wait',
  },
});
