import type { AccessKeyId, AccountId, Key } from '../../src/core/keys.ts';
import type {
  Exemption,
  KeyRecord,
  KeyStorage,
  KeyVerdict,
  Notes,
  Observation,
  SecretState,
  ToldDate,
  Undoable,
} from '../../src/core/observation.ts';
import { DAY, type Instant, instant } from '../../src/core/time.ts';

/** The moment at which every test takes place. */
export const now = instant(Date.UTC(2026, 2, 1, 6));

/** How long ago, as people say it: `13d 23h`, `34m 59s`; with a leading `+` it is still to come. */
export type Ago = string;

/** One key, with all that the secret records of it in the same breath. */
export interface KeyScene {
  readonly id?: string;
  readonly created?: Ago | undefined;
  readonly used?: Ago | undefined;
  /** Service of that use; `s3` where nothing is said. */
  readonly usedBy?: string;
  readonly inactive?: true | undefined;
  /** The key no longer exists: only its record does. */
  readonly gone?: true | undefined;
  readonly stored?: Ago | undefined;
  readonly tombstone?: Ago | undefined;
  readonly verified?: Ago | undefined;
  readonly readByOwner?: boolean;
  readonly abandoned?: Ago | undefined;
  readonly pending?: true | undefined;
  readonly replaces?: string | undefined;
  readonly creator?: KeyRecord['creator'];
  readonly promoted?: Ago | undefined;
  readonly told?: Ago | undefined;
  readonly tries?: number;
  readonly lastTry?: Ago | undefined;
  readonly warned?: Ago | undefined;
  /** The date that the warning told; by default what the default settings make of it. */
  readonly warnedFor?: Ago | undefined;
  /** The warning did not say "unless it is used". */
  readonly warnedAnyway?: true | undefined;
  readonly announced?: Ago | undefined;
  readonly announcedFor?: Ago | undefined;
  readonly deactivated?: Ago | undefined;
  readonly deactivationTold?: Ago | undefined;
  readonly reactivated?: Ago | undefined;
  readonly reactivationTold?: Ago | undefined;
  readonly asked?: Ago | undefined;
  readonly undone?: true | undefined;
  /** When its stored version was last read, to the day. */
  readonly read?: Ago | undefined;
  readonly inactiveSince?: Ago | undefined;
  readonly deactivating?: Ago | undefined;
  readonly restarted?: Ago | undefined;
  readonly reminded?: Ago | undefined;
}

export interface Scene {
  readonly keys?: readonly KeyScene[];
  /** Where it is absent, the user has no secret, and what the keys' records say is lost. */
  readonly secret?: Partial<
    Omit<SecretState, 'current' | 'createdAt' | 'records' | 'givenUp' | 'denied' | 'deletionAt'>
  > & {
    readonly current?: string;
    readonly created?: Ago;
    readonly deletion?: Ago;
    readonly givenUp?: { readonly count: number; readonly last: Ago };
    readonly denied?: { readonly count: number; readonly last: Ago };
  };
  readonly account?: string;
  readonly exempt?: Exemption['by'];
  readonly forced?: boolean;
  readonly sendsBySmtp?: boolean;
  readonly isHeld?: boolean;
  readonly policyUpdates?: Observation['policyUpdates'];
  readonly allowance?: Observation['allowance'];
  /** A step that was undone, how often, and when last: an hour ago where nothing is said. */
  readonly undone?: readonly [what: string, count: number, last?: Ago] | undefined;
}

/** An observation in which only what the test is about need be said. */
export const observe = ({
  keys = [],
  secret,
  account = 'ACTIVE',
  exempt,
  forced = false,
  sendsBySmtp = false,
  isHeld = false,
  policyUpdates = 'shown',
  undone,
  ...rest
}: Scene): Observation => ({
  at: now,
  account: { id: '111122223333' as AccountId, state: account },
  user: { name: 'batch', id: 'AIDABATCH', arn: 'arn:aws:iam::111122223333:user/batch', sendsBySmtp, isHeld },
  exemption: exempt && { by: exempt, value: 'payroll', reason: undefined, approver: undefined },
  keys: keys.flatMap((key, i) => (key.gone ? [] : [keyOf(key, i)])),
  secret: secret && { ...secretOf(secret, keys), ...(undone ? { undone: undoneOf(undone) } : {}) },
  forced,
  allowance: rest.allowance ?? 'free',
  policyUpdates,
});

const undoneOf = ([what, count, last = '1h']: NonNullable<Scene['undone']>): SecretState['undone'] =>
  new Map([[what as Undoable, { count, lastAt: ago(last) }]]);

const units: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

export const ago = (text: Ago): Instant => {
  const parts = [...text.matchAll(/(\d+)(ms|[dhms])/g)];
  if (parts.length === 0) throw new Error(`not a time: ${text}`);
  const ms = parts.reduce((sum, [, n, unit = '']) => sum + Number(n) * (units[unit] ?? Number.NaN), 0);
  return instant(text.startsWith('+') ? now + ms : now - ms);
};

const at = (text: Ago | undefined): Instant | undefined => (text === undefined ? undefined : ago(text));

const idOf = ({ id }: KeyScene, i: number): AccessKeyId => (id ?? `K${i + 1}`) as AccessKeyId;

const keyOf = (scene: KeyScene, i: number): Key => ({
  id: idOf(scene, i),
  status: scene.inactive ? 'Inactive' : 'Active',
  createdAt: ago(scene.created ?? '1d'),
  lastUsedAt: at(scene.used),
  lastUsedService: scene.used === undefined ? undefined : (scene.usedBy ?? 's3'),
});

const secretOf = (scene: NonNullable<Scene['secret']>, keys: readonly KeyScene[]): SecretState => {
  const { current = 'placeholder', created = '400d', deletion, givenUp, denied, ...facts } = scene;
  return {
    arn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:batch-AbCdEf',
    name: 'Account_111122223333_User_batch_AccessKey',
    deletionAt: at(deletion),
    hold: undefined,
    claim: 'free',
    createdAt: ago(created),
    current: current as SecretState['current'],
    records: new Map(keys.map((key, i) => [idOf(key, i), recordOf(key, i, graceEndOf(key, keys, current))])),
    isFull: false,
    policy: 'current',
    writer: 'open',
    replicas: undefined,
    givenUp: givenUp && { count: givenUp.count, lastAt: ago(givenUp.last) },
    denied: denied && { count: denied.count, lastAt: ago(denied.last) },
    undone: new Map(),
    ...facts,
  };
};

const recordOf = (scene: KeyScene, i: number, graceEnd: Instant): KeyRecord => ({
  id: idOf(scene, i),
  storage: storageOf(scene),
  verdict: verdictOf(scene),
  pending: scene.pending ?? false,
  replaces: scene.replaces as AccessKeyId | undefined,
  isUndone: scene.undone ?? false,
  lastReadOn: scene.read === undefined ? undefined : instant(Math.floor(ago(scene.read) / DAY) * DAY),
  notes: notesOf(scene, graceEnd),
  creator: scene.creator ?? 'not-asked',
});

const storageOf = ({ stored, tombstone }: KeyScene): KeyStorage => {
  if (stored !== undefined) return { kind: 'stored', at: ago(stored) };
  return tombstone === undefined ? { kind: 'none' } : { kind: 'tombstone', at: ago(tombstone) };
};

const verdictOf = ({ verified, abandoned, readByOwner = true }: KeyScene): KeyVerdict => {
  if (verified !== undefined) return { kind: 'verified', at: ago(verified), readByOwner };
  return abandoned === undefined ? { kind: 'none' } : { kind: 'abandoned', at: ago(abandoned) };
};

const notesOf = (scene: KeyScene, graceEnd: Instant): Notes => ({
  ...(scene.promoted && { promotedAt: ago(scene.promoted) }),
  ...(scene.told && { toldAt: ago(scene.told) }),
  ...(scene.tries !== undefined && { tries: scene.tries }),
  ...(scene.lastTry && { lastTryAt: ago(scene.lastTry) }),
  ...(scene.warned && {
    warned: toldDate(
      scene.warned,
      scene.warnedFor ?? latestOf(later(scene.warned, WARN_LEAD), graceEnd),
      !scene.warnedAnyway,
    ),
  }),
  ...(scene.announced && {
    announced: toldDate(
      scene.announced,
      scene.announcedFor ?? latestOf(later(scene.announced, DAY), recoveryEnd(scene)),
      false,
    ),
  }),
  ...(scene.deactivated && { deactivatedAt: ago(scene.deactivated) }),
  ...(scene.deactivationTold && { deactivationToldAt: ago(scene.deactivationTold) }),
  ...(scene.reactivated && { reactivatedAt: ago(scene.reactivated) }),
  ...(scene.reactivationTold && { reactivationToldAt: ago(scene.reactivationTold) }),
  ...(scene.asked && { askedAt: ago(scene.asked) }),
  ...(scene.inactiveSince && { inactiveSince: ago(scene.inactiveSince) }),
  ...(scene.deactivating && { deactivatingAt: ago(scene.deactivating) }),
  ...(scene.restarted && { restartedAt: ago(scene.restarted) }),
  ...(scene.reminded && { remindedAt: ago(scene.reminded) }),
});

/** Seven days, less the six hours that a run may come early. */
const WARN_LEAD = 7 * DAY - 21_600_000;

const toldDate = (at: Ago, on: Ago | Instant, isUnlessUsed: boolean): ToldDate => ({
  at: ago(at),
  on: typeof on === 'number' ? on : ago(on),
  isUnlessUsed,
});

const later = (text: Ago, ms: number): Instant => instant(ago(text) + ms);

const TEN_DAYS = 10 * DAY - 21_600_000;

const latestOf = (...moments: readonly Instant[]): Instant => instant(Math.max(...moments));

/** When the grace of a key that the current one replaced ends, by the default settings: what a warning would tell. */
const graceEndOf = (key: KeyScene, keys: readonly KeyScene[], current: string): Instant => {
  const by = keys.find((each, i) => idOf(each, i) === current && each !== key);
  const starts = by ? [by.promoted, by.told, by.verified, by.restarted, key.restarted, key.reactivationTold] : [];
  const known = starts.flatMap((text) => (text === undefined ? [] : [ago(text)]));
  return known.length === 0 ? instant(0) : instant(Math.max(...known) + TEN_DAYS);
};

const recoveryEnd = ({ inactiveSince }: KeyScene): Instant =>
  inactiveSince === undefined ? instant(0) : instant(ago(inactiveSince) + TEN_DAYS);
