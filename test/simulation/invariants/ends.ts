import type { RunResult } from '../../../src/app/results/result.ts';
import { policyStateOf } from '../../../src/app/secret/policy-state.ts';
import { writersOf } from '../../../src/app/secret/writers.ts';
import { DAY, instant } from '../../../src/core/time.ts';
import type { SandboxUser } from '../../../src/sandbox/model/iam.ts';
import type { SandboxSecret } from '../../../src/sandbox/model/secret.ts';
import { MEMBER } from '../environment/accounts.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { KeyLedger } from './ledger.ts';
import { usedByOwnerBefore } from './owner-use.ts';
import { currentKey, DRIFT, lastUseBefore, secretOf, violate } from './violate.ts';

const usersOf = ({ world }: SimulatedEnvironment): SandboxUser[] => [
  ...(world.accounts.get(MEMBER)?.users.values() ?? []),
];

const isLeftAlone = (environment: SimulatedEnvironment, user: SandboxUser): boolean => {
  const secret = secretOf(environment, user.name);
  if (user.tags.get('exempt') === 'yes' || user.tags.has('keyturn:hold')) return true;
  if (secret === undefined) return false;
  const { tags, rotation } = secret;
  const id = tags.get('keyturn:user-id');
  if (rotation?.enabled || tags.has('keyturn:hold')) return true;
  if (id === undefined) return !environment.settings.adopt;
  return id !== user.userId || tags.get('keyturn:deployment') !== 'keyturn' || tags.get('keyturn:schema') !== '1';
};

/** L1: users with a due key and a slot, when the faults stop. */
export const dueAndFree = (environment: SimulatedEnvironment): readonly SandboxUser[] => {
  const { world, settings } = environment;
  const { rotateAfterDays, unusedKeys, idleDays } = settings.policy;
  return usersOf(environment).filter((user) => {
    const [key] = user.keys;
    if (key === undefined || user.keys.length > 1 || key.status !== 'Active' || isLeftAlone(environment, user))
      return false;
    const known = environment.ledger.keys.get(key.accessKeyId);
    if (known?.by === 'keyturn' && known.verdict?.kind !== 'verified') return false;
    const used = known && usedByOwnerBefore(environment, known, world.now);
    // Of a key of ours that nobody used or fetched there is no second.
    if (known?.by === 'keyturn' && used === undefined) return false;
    // Or will be by the time that the successor must be there.
    const isIdle = used === undefined || world.now + 3 * DAY >= used + idleDays * DAY;
    const isUnwanted = unusedKeys === 'retire' && isIdle;
    const isResting =
      (secretOf(environment, user.name)?.tags.has('keyturn:given-up') ?? false) || isDenied(environment, user);
    return world.now >= key.createdAt + rotateAfterDays * DAY - DRIFT && !isUnwanted && !isResting;
  });
};

/** AWS denied a new key for this user twice in a row, not long ago. */
const isDenied = (environment: SimulatedEnvironment, { name }: SandboxUser): boolean => {
  const { count, at } = denialOf(secretOf(environment, name)) ?? { count: 0, at: 0 };
  return count > 1 && environment.world.now < at + 8 * DAY;
};

const denialOf = (secret: SandboxSecret | undefined): { readonly count: number; readonly at: number } | undefined => {
  const [count, text] = secret?.tags.get('keyturn:denied')?.split(' ') ?? [];
  const iso = text?.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5');
  return iso === undefined ? undefined : { count: Number(count), at: Date.parse(iso) };
};

/** Two users or more were denied a new key not long ago: the others rest as well. */
const areDenied = (environment: SimulatedEnvironment): boolean =>
  usersOf(environment).filter(({ name }) => {
    const denial = denialOf(secretOf(environment, name));
    return denial !== undefined && environment.world.now < denial.at + 8 * DAY;
  }).length > 1;

/** L1, L6: two runs later they have a stored, verified, told successor. */
export const successorsAreThere = (
  environment: SimulatedEnvironment,
  due: readonly SandboxUser[],
  result: RunResult | undefined,
): void => {
  for (const user of due) {
    if (hasSuccessor(environment, user) || isAskedAbout(environment, result, user)) continue;
    violate(
      environment,
      'L1',
      `${user.name} has no told successor two runs after the faults stopped: ${saidOf(result, user)}`,
    );
  }
};

/**
 * What somebody undid three times is not tried again before a person says so, and what AWS denied again and again not
 * before days are over.
 */
const isAskedAbout = (environment: SimulatedEnvironment, result: RunResult | undefined, user: SandboxUser): boolean => {
  const reasons = result?.users
    .filter((line) => line.user === user.name && line.account === MEMBER)
    .map(({ reason }) => reason);
  if (reasons?.includes('key-denied')) return isDenied(environment, user);
  if (isHeldForForeign(environment, result, user)) return true;
  return reasons?.includes('undone-again') || (reasons?.includes('keys-denied') && areDenied(environment)) || false;
};

/** A person moved AWSCURRENT before a key of ours was verified: a question, and the secret is left alone. */
const isHeldForForeign = (
  { ledger }: SimulatedEnvironment,
  result: RunResult | undefined,
  { name, userId }: SandboxUser,
): boolean =>
  ledger.touched.has(userId) &&
  (result?.users.some(({ user, reason }) => user === name && reason === 'hold-foreign-version') ?? false);

export const haveSuccessors = (environment: SimulatedEnvironment, due: readonly SandboxUser[]): boolean =>
  due.every((user) => hasSuccessor(environment, user));

const hasSuccessor = (environment: SimulatedEnvironment, { name }: SandboxUser): boolean => {
  const current = currentKey(environment, secretOf(environment, name));
  if (current?.by !== 'keyturn' || current.status !== 'Active') return false;
  const isGood = current.storage?.kind === 'stored' && current.verdict?.kind === 'verified';
  return isGood && current.mails.some(({ kind }) => kind === 'TELL');
};

const saidOf = (result: RunResult | undefined, { name }: SandboxUser): string => {
  const line = result?.users.find((each) => each.user === name && each.account === MEMBER);
  return line ? `${line.outcome} ${line.step} ${line.reason}: ${line.message}` : 'nothing is said of it';
};

/** After the faults, nobody fails; L5: whoever has no key to work with is said to have none. */
export const nobodyIsLost = (
  environment: SimulatedEnvironment,
  result: RunResult | undefined,
  deniedName?: string,
): void => {
  if (result === undefined) return violate(environment, 'L5', 'a run without faults came to no result');
  for (const { user, account, outcome, message, reason } of result.users)
    if (account === MEMBER && outcome === 'failed' && user !== deniedName)
      violate(environment, 'L5', `${user} fails though nothing is wrong: ${reason}: ${message}`);
};

/** S17: five days of calm later each secret with a live key of ours in it has the policy that keyturn puts today. */
export const policiesAreWhole = (environment: SimulatedEnvironment, result: RunResult | undefined): void => {
  for (const user of usersOf(environment)) {
    const secret = secretOf(environment, user.name);
    if (secret === undefined || secret.deletion !== undefined || isLeftAlone(environment, user)) continue;
    if (isHeldForForeign(environment, result, user)) continue;
    const holdsKey = [...environment.ledger.keys.values()].some(
      ({ id, storage }) =>
        storage?.kind === 'stored' && storage.arn === secret.arn && environment.world.accessKeys.has(id),
    );
    const isAsked = /REPAIR_POLICY=[3-9]/.test(`${secret.tags.get('keyturn:undone')}`) || isUndoneTwice(secret);
    const document = secret.resourcePolicy?.document;
    const wanted = { writers: writersIn(environment), readers: [], now: instant(environment.world.now) };
    const isWhole = policyStateOf(document, { arn: user.arn, id: user.userId }, wanted) === 'current';
    if (holdsKey && !isWhole && !isAsked)
      violate(environment, 'S17', `after days of calm the policy of ${secret.name} is ${document ?? 'gone'}`);
  }
};

const isUndoneTwice = ({ tags }: SandboxSecret): boolean => /REPAIR_POLICY=2/.test(tags.get('keyturn:undone') ?? '');

const writersIn = ({ home, settings }: SimulatedEnvironment): readonly string[] =>
  writersOf({ partition: 'aws', account: home, role: settings.central?.role ?? settings.memberRole, others: [] });

/** L2, L3, L5: everything that was begun is over, or a person is told. */
export const cycleIsOver = (environment: SimulatedEnvironment, result: RunResult | undefined): void => {
  for (const user of usersOf(environment)) {
    if (isLeftAlone(environment, user)) continue;
    const isReported = result?.users.some(({ user: name, outcome }) => name === user.name && outcome === 'blocked');
    if (isReported || isUnderWay(result, user) || isReminded(environment, user)) continue;
    for (const { accessKeyId } of user.keys) {
      const why = whyNotOver(environment, user, environment.ledger.keys.get(accessKeyId));
      if (why)
        violate(
          environment,
          'L2',
          `${accessKeyId} of ${user.name} ${why}, and nobody is told: ${saidOf(result, user)}`,
        );
    }
  }
};

/** Nothing is begun, due or left over: another day would be like this one. */
export const isAtRest = (environment: SimulatedEnvironment): boolean =>
  dueAndFree(environment).length === 0 &&
  usersOf(environment).every(({ name, keys: [key, ...more] }) => {
    const labels = [...(secretOf(environment, name)?.labels.keys() ?? [])];
    const isSettled = labels.every((label) => !/^KEYTURN_(PENDING|REPLACES)_/.test(label));
    return isSettled && more.length === 0 && key?.status !== 'Inactive';
  });

/** Who still uses the old key is written to every week, and the admins with it. */
const isReminded = ({ ledger, world }: SimulatedEnvironment, { keys }: SandboxUser): boolean =>
  keys.some(({ accessKeyId }) =>
    ledger.keys.get(accessKeyId)?.mails.some(({ kind, at }) => kind === 'REMIND' && at > world.now - 9 * DAY),
  );

const isUnderWay = (result: RunResult | undefined, { name }: SandboxUser): boolean =>
  result?.users.some(({ user, outcome }) => user === name && outcome === 'done') ?? false;

const whyNotOver = (
  environment: SimulatedEnvironment,
  user: SandboxUser,
  key: KeyLedger | undefined,
): string | undefined => {
  if (key === undefined) return undefined;
  const { world, settings } = environment;
  const { rotateAfterDays, installGraceDays, quietDays, recoveryGraceDays, inactiveKeys } = settings.policy;
  const isOurs = key.by === 'keyturn';
  const secret = secretOf(environment, user.name);
  // A person deleted the register: nothing tells any more what this key was.
  if (isOurs && key.storage !== undefined && key.storage.arn !== secret?.arn) return undefined;
  if (isOurs && key.storage?.kind !== 'stored') return 'is an orphan of ours and still there';
  if (isOurs && key.verdict?.kind === 'abandoned') return 'was given up and is still there';
  const current = currentKey(environment, secret);
  if (key.status === 'Inactive') {
    // Whoever switched every key off is not told to take that back, and the keys stay.
    if (user.keys.every(({ status }) => status === 'Inactive')) return undefined;
    const isPredecessor = current?.storage?.replaces === key.id;
    const isOld = world.now > key.changedAt + (recoveryGraceDays + 3) * DAY;
    return isPredecessor && isOld && inactiveKeys !== 'report' ? 'is long inactive and still there' : undefined;
  }
  const used = lastUseBefore(environment, key.id, world.now);
  const isUsed = used !== undefined && world.now < used + (quietDays + 1) * DAY;
  const longest = rotateAfterDays + installGraceDays + quietDays + 3;
  const touched = environment.ledger.touched.get(user.userId) ?? 0;
  const since = Math.max(key.createdAt, key.reactivatedAt ?? 0, touched, current?.promotedAt ?? 0);
  if (current?.id === key.id || user.keys.length === 1)
    return world.now > since + longest * DAY ? 'is long due' : undefined;
  return !isUsed && world.now > since + longest * DAY ? 'is long replaced, and not used' : undefined;
};
