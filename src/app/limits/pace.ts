import { CLOCK_TOLERANCE } from '../../core/limits.ts';
import type { Allowance } from '../../core/observation.ts';
import { DAY, type Instant, plus, RUN_DRIFT } from '../../core/time.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { decodeInstant, isOfDeployment, tagKeys } from '../secret/tags.ts';
import type { Breaker, Pace, Settings } from '../settings/settings.ts';
import { createTurns, type Places, type Turn } from './turns.ts';

/** How much may still be done: shared by all accounts of a run. */
export interface RunPace {
  /** Adds an account's keys to what the organization's share is counted from, and opens that account's own share. */
  readonly open: (account: { readonly keys: number; readonly retiredToday: number | undefined }) => AccountPace;
  /** True when new keys are limited: then the oldest keys of the whole organization come first. */
  readonly areRotationsLimited: boolean;
  /** Users who would have got a new key but for the limits. */
  readonly heldBack: () => number;
}

/** Each takes a turn from the account's share and the organization's, if both have one left. */
export interface AccountPace {
  readonly retire: () => Promise<Turn | 'spent'>;
  readonly rotate: (user: KeyOwner) => Promise<Turn | 'rotations-spent' | 'keys-denied'>;
}

/** Who is to get a new key. */
export interface KeyOwner {
  readonly id: string;
  readonly path: string;
}

/**
 * What a run may do, where that was decided for it; otherwise the organization's share is counted from what the run
 * sees.
 */
export interface RunShare {
  readonly retirements: number;
  /** `undefined`: no limit. */
  readonly rotations: number | undefined;
}

export const createRunPace = ({ pace }: Pick<Settings, 'pace'>, share?: RunShare): RunPace => {
  let organizationKeys = 0;
  let organizationRetired = 0;
  let organizationRotated = 0;
  let heldBack = 0;
  const mostRotations = share === undefined ? pace.rotationsPerRun : share.rotations;
  const most = (): number => share?.retirements ?? organizationLimit(pace, organizationKeys);
  const retirements = createTurns();
  const rotations = createTurns();
  return {
    areRotationsLimited: mostRotations !== undefined || pace.rotationsPerAccount !== undefined,
    heldBack: () => heldBack,
    open: ({ keys, retiredToday }) => {
      organizationKeys += keys;
      // Notes of one account, whoever wrote them, take no more from the others than its keys could have.
      organizationRetired += Math.min(retiredToday ?? 0, accountLimit(pace, keys));
      let retired = retiredToday ?? Infinity;
      let rotated = 0;
      const retirement: Places = {
        isLeft: () => retired < accountLimit(pace, keys) && organizationRetired < most(),
        count: (change) => {
          retired += change;
          organizationRetired += change;
        },
      };
      const rotation: Places = {
        isLeft: () =>
          rotated < (pace.rotationsPerAccount ?? Infinity) && organizationRotated < (mostRotations ?? Infinity),
        count: (change) => {
          rotated += change;
          organizationRotated += change;
        },
      };
      return {
        retire: async () => (await retirements.take(retirement)) ?? 'spent',
        rotate: async () => {
          const turn = await rotations.take(rotation);
          if (turn === undefined) heldBack += 1;
          return turn ?? 'rotations-spent';
        },
      };
    },
  };
};

const accountLimit = (pace: Pace, keys: number): number =>
  Math.max(pace.accountKeys, (keys * pace.accountPercent) / 100);

/** Of all keys of the organization. */
export const organizationLimit = (pace: Pick<Pace, 'organizationKeys' | 'organizationPercent'>, keys: number): number =>
  Math.max(pace.organizationKeys, (keys * pace.organizationPercent) / 100);

/** Open when more than both of the breaker's numbers would be retired in this account today: something is wrong. */
export const breakerState = (breaker: Breaker, retirements: number, keys: number): Allowance =>
  retirements > breaker.keys && retirements > (keys * breaker.percent) / 100 ? 'breaker-open' : 'free';

/** Whose retirements count. */
export interface RetiringUsers {
  readonly deployment: string;
  /** The living user of a secret, by name or id, always by the same; `undefined`: it is of nobody in the account. */
  readonly userOf: (secret: SecretDescription) => string | undefined;
}

/**
 * Users of the account whose key was retired since the last daily run, by the note taken before each retirement. Notes
 * are tags, which others may write too: what no run of this deployment could have noted of a user who is there counts
 * for nothing, and a user once.
 */
export const retiredToday = (
  secrets: Iterable<SecretDescription>,
  now: Instant,
  { deployment, userOf }: RetiringUsers,
): number => {
  const [since, until] = [plus(now, RUN_DRIFT - DAY), plus(now, CLOCK_TOLERANCE)];
  const users = new Set<string>();
  for (const secret of secrets) {
    const at = decodeInstant(secret.tags[tagKeys.retired]);
    if (at === undefined || at <= since || at > until || !isOfDeployment(secret.tags, { deployment })) continue;
    const user = userOf(secret);
    if (user !== undefined) users.add(user);
  }
  return users.size;
};
