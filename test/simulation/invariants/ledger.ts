import type { Instant } from '../../../src/core/time.ts';
import type { AccessKey } from '../../../src/sandbox/model/iam.ts';
import type { World } from '../../../src/sandbox/world.ts';
import { MEMBER } from '../environment/accounts.ts';

export type Actor = 'seed' | 'person' | 'keyturn';

/** What the harness itself knows of one key: from the calls that were carried out, never from what keyturn noted. */
export interface KeyLedger {
  readonly id: string;
  readonly userId: string;
  readonly by: Actor;
  /** The run that created it. */
  readonly run: string | undefined;
  readonly createdAt: Instant;
  readonly secret: string;
  /** As IAM has it, or had it: IAM itself forgets the dead after a while. */
  readonly model: AccessKey;
  status: 'Active' | 'Inactive' | 'gone';
  /** Who changed the status last, when. */
  changedBy: Actor;
  changedAt: Instant;
  /** Who made it stop working. */
  offBy?: Actor;
  /** When a person last made it active again, where keyturn had something to do with the key before. */
  reactivatedAt?: Instant;
  /** When a person last wiped or mixed up what the secret's tags told of it. */
  notesLostAt?: Instant;
  /** Used last, as far as any record told when keyturn deactivated it. */
  usedAsTold?: Instant | undefined;
  /** When a person took its end, or the promotion of its successor, back by `keyturn undo`. */
  undoneAt?: Instant;
  storage?: {
    readonly kind: 'stored' | 'tombstone';
    readonly at: Instant;
    readonly replaces: string | undefined;
    readonly arn: string;
  };
  verdict?: { readonly kind: 'verified' | 'abandoned'; readonly at: Instant };
  promotedAt?: Instant;
  /** When a person last pointed AWSCURRENT at it. */
  pointedAtByPerson?: Instant;
  hasAuthenticated: boolean;
  /** How often keyturn deactivated it. */
  deactivations: number;
  /** Accepted by SES. */
  readonly mails: SentNotice[];
  /** As keyturn wrote to its tag, and did not take back. */
  notedInactive: { readonly at: Instant; readonly run: string; readonly value: string }[];
}

/** A notice about one key, as its mail said it. */
export interface SentNotice {
  readonly kind: string;
  readonly at: Instant;
  readonly run: string;
  /** The date that was told. */
  readonly on?: Instant | undefined;
  readonly isUnlessUsed?: boolean | undefined;
}

export interface Violation {
  readonly invariant: string;
  readonly message: string;
  readonly at: Instant;
}

export interface Ledger {
  readonly keys: Map<string, KeyLedger>;
  /** When a person last touched anything of the user, by the user's id. */
  readonly touched: Map<string, Instant>;
  /** Retirements by keyturn on the ground of a successor or a policy. */
  readonly retired: { readonly at: Instant; readonly userId: string }[];
  /** The keys that forced rotations created, by the event that asked for them. */
  readonly events: Map<string, string>;
  /** AWS changed for everybody (an account suspended, a policy of the organization): since when, and until when. */
  changedAt: Instant | undefined;
  changedUntil: Instant | undefined;
  /** The setting was another for a part of the story. */
  isRetirementChanged: boolean;
  /** The first one; what comes after it is not looked at. */
  violation: Violation | undefined;
}

export const createLedger = (world: World): Ledger => {
  const ledger: Ledger = {
    keys: new Map(),
    touched: new Map(),
    retired: [],
    events: new Map(),
    changedAt: undefined,
    changedUntil: undefined,
    isRetirementChanged: false,
    violation: undefined,
  };
  sync(ledger, world, { by: 'seed' });
  return ledger;
};

export interface Cause {
  readonly by: Actor;
  readonly run?: string;
}

/** Takes over from the world what became of keys, as done by this actor. */
export const sync = (ledger: Ledger, world: World, cause: Cause): void => {
  const users = world.accounts.get(MEMBER)?.users ?? new Map();
  const seen = new Set<string>();
  for (const user of users.values())
    for (const key of user.keys) {
      seen.add(key.accessKeyId);
      const known = ledger.keys.get(key.accessKeyId);
      if (known === undefined) ledger.keys.set(key.accessKeyId, opened(world, user.userId, { key, cause }));
      else if (known.status !== key.status) change(known, key.status, { at: world.now, by: cause.by });
    }
  for (const known of ledger.keys.values())
    if (known.status !== 'gone' && !seen.has(known.id)) change(known, 'gone', { at: world.now, by: cause.by });
};

const opened = (
  world: World,
  userId: string,
  {
    key,
    cause,
  }: {
    readonly key: AccessKey;
    readonly cause: Cause;
  },
): KeyLedger => ({
  id: key.accessKeyId,
  userId,
  by: cause.by,
  run: cause.run,
  createdAt: key.createdAt,
  secret: key.secretAccessKey,
  model: key,
  status: key.status,
  changedBy: cause.by,
  changedAt: world.now,
  hasAuthenticated: false,
  deactivations: 0,
  mails: [],
  notedInactive: [],
});

const change = (
  key: KeyLedger,
  status: KeyLedger['status'],
  { at, by }: { readonly at: Instant; readonly by: Actor },
): void => {
  const wasKnown = key.notedInactive.length > 0 || key.mails.length > 0;
  if (status === 'Active' && by === 'person' && wasKnown) key.reactivatedAt = at;
  if (key.status === 'Active') key.offBy = by;
  key.status = status;
  key.changedBy = by;
  key.changedAt = at;
};
