import type { RunResult, UserResult } from '../../../src/app/results/result.ts';
import { DAY, HOUR } from '../../../src/core/time.ts';
import type { SandboxUser } from '../../../src/sandbox/model/iam.ts';
import { MEMBER } from '../environment/accounts.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { RunSpec } from '../schedule/schedule.ts';
import { usedAsKnown, wasCollected } from './owner-use.ts';
import { DRIFT, SKEW, violate } from './violate.ts';

/**
 * V1: the result of a run accounts for each active key that is too old: by something that was done or tried, by a
 * reason with a date that is not past, or by a remedy; and what it says is true. Users whom somebody touched in the
 * meantime are left out, and whole accounts that failed, of which the result says so.
 */
export const checkAccounted = (
  environment: SimulatedEnvironment,
  spec: RunSpec,
  { result, since }: { readonly result: RunResult; readonly since: number },
): void => {
  if (result.accounts.some(({ id, outcome }) => id === MEMBER && outcome !== 'done') || spec.skewMs) return;
  if (environment.ledger.changedUntil !== undefined || (environment.ledger.changedAt ?? 0) > since - HOUR) return;
  if (!result.accounts.some(({ id }) => id === MEMBER)) return;
  const names = spec.user === undefined ? environment.names : [environment.names[spec.user] ?? ''];
  for (const name of names) {
    const user = environment.world.accounts.get(MEMBER)?.users.get(name);
    if (user === undefined || !isOverdue(environment, user, since) || isDisturbed(environment, user, since)) continue;
    const line = [...result.users, ...result.waiting].find((each) => each.account === MEMBER && each.user === name);
    const why = whyNotAccounted(environment, user, { line, since });
    if (why) violate(environment, 'V1', `${name} has a key that is too old, and ${why}`);
  }
};

const isOverdue = ({ world, settings }: SimulatedEnvironment, { keys, tags }: SandboxUser, since: number): boolean =>
  tags.get('exempt') !== 'yes' &&
  keys.some(
    ({ status, createdAt }) =>
      status === 'Active' &&
      Math.min(world.now, since) >= createdAt + settings.policy.rotateAfterDays * DAY - DRIFT + SKEW,
  );

/** A credential report may be four hours old: until then it tells a renamed user by the old name. */
const isDisturbed = (
  { ledger, world, schedule }: SimulatedEnvironment,
  { userId, name }: SandboxUser,
  since: number,
): boolean => {
  const isRenamed = schedule.users.every((user) => user.name !== name);
  const late = Math.max(world.settings.readLagMs, isRenamed ? 4 * HOUR : 0);
  return (ledger.touched.get(userId) ?? 0) >= since - late - SKEW;
};

const whyNotAccounted = (
  environment: SimulatedEnvironment,
  user: SandboxUser,
  { line, since }: { readonly line: UserResult | undefined; readonly since: number },
): string | undefined => {
  if (line === undefined) return 'the result says nothing of it';
  const { outcome, reason, remedy, until, message } = line;
  if (outcome === 'blocked' && !remedy) return `it is blocked (${reason}) without a remedy`;
  // A run that slept says what was true when it looked.
  if (outcome === 'waiting' && (until === undefined || Date.parse(until) < since - SKEW))
    return `it waits (${reason}) until ${until ?? 'nobody knows when'}`;
  // A run that slept says what was true when it looked, as of its dates above.
  const lie = whyUntrue(environment, user, { reason, looked: since });
  return lie && `it is said that ${message} (${reason}), but ${lie}`;
};

/** What some reasons say of the world, asked of the world itself. */
const whyUntrue = (
  environment: SimulatedEnvironment,
  user: SandboxUser,
  { reason, looked }: { readonly reason: string; readonly looked: number },
): string | undefined => {
  const { world, settings, ledger } = environment;
  const active = user.keys
    .filter(({ status }) => status === 'Active')
    .flatMap(({ accessKeyId }) => ledger.keys.get(accessKeyId) ?? []);
  const lag = world.settings.lastUsedLagMs + world.settings.lastUsedSpanMs + SKEW;
  const isUsed = (key: (typeof active)[number]): boolean => {
    const used = usedAsKnown(environment, user, key);
    return used !== undefined && looked - lag < used + settings.policy.quietDays * DAY;
  };
  if (reason === 'two-keys-in-use' && !active.every(isUsed)) return 'not both are in use';
  if (reason === 'overdue-no-slot' && !active.some(isUsed)) return 'none is in use';
  if (reason === 'uncollected' && active.some((key) => isUsed(key) && wasCollected(environment, key)))
    return 'it was fetched and is in use';
  return undefined;
};
