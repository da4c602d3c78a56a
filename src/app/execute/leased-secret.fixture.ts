import type { AccountId } from '../../core/keys.ts';
import { type Instant, instant, MINUTE, plus } from '../../core/time.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { ReportedSnapshot } from '../observe/observe-user.ts';
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
  deletionAt: undefined,
  isRotationEnabled: false,
  tags: {},
  labels: {},
  replicas: [],
};

/** The secret of one user, whose labels move as they are moved; and each request that writes to it, as a line. */
export const leasedSecret = () => {
  const writes: string[] = [];
  const secret = {
    now: NOW as Instant,
    isUserGone: false,
    /** Another worker's version is there already. */
    isTaken: false,
    versions: [{ id: GENESIS, createdAt: NOW, labels: [labels.idle] }] as readonly SecretVersion[],
    moveFails: undefined as Error | undefined,
  };
  const secretStore = {
    describe: async () => description,
    versions: async () => secret.versions,
    policy: async () => undefined,
    putVersion: async ({ arn, versionId, value, labels: on }: NewVersion) => {
      writes.push(`put ${arn} ${versionId} ${on.join()} ${value()}`);
      if (secret.isTaken) return 'exists';
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
    clock: { now: () => secret.now, sleep: async () => undefined },
    nonce: () => 'worker-1',
    deadline: plus(NOW, 60 * MINUTE),
    exemptions: async () => ({ ofLive: () => undefined, ofReported: undefined }),
    selfArn: 'arn:self',
  } as unknown as AccountContext;
  return { context, secret, writes, snapshot: snapshotOf(secret.versions) };
};

const snapshotOf = (versions: readonly SecretVersion[]): ReportedSnapshot => ({
  user,
  raw: { description, versions, policy: undefined },
  observation: {
    at: plus(NOW, -MINUTE),
    account: { id: '111122223333' as AccountId, state: 'ACTIVE' },
    user,
    exemption: undefined,
    keys: [],
    secret: undefined,
    forced: false,
    allowance: 'free',
  },
});
