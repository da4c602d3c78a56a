import type { RunResult } from '../../../src/app/results/result.ts';
import { DAY } from '../../../src/core/time.ts';
import type { User } from '../../../src/sandbox/model/iam.ts';
import { MEMBER } from '../environment/accounts.ts';
import type { Stage } from '../environment/environment.ts';
import type { KeyStory } from './ledger.ts';
import { currentKey, DRIFT, lastUseBefore, secretOf, violate } from './violate.ts';

const usersOf = ({ world }: Stage): User[] => [...(world.accounts.get(MEMBER)?.users.values() ?? [])];

const isLeftAlone = (stage: Stage, user: User): boolean => {
  const secret = secretOf(stage, user.name);
  if (user.tags.get('exempt') === 'yes') return true;
  if (secret === undefined) return false;
  const { tags, rotation } = secret;
  const id = tags.get('keyturn:user-id');
  if (rotation?.enabled || tags.has('keyturn:hold')) return true;
  if (id === undefined) return !stage.settings.adopt;
  return id !== user.userId || tags.get('keyturn:deployment') !== 'keyturn' || tags.get('keyturn:schema') !== '1';
};

/** L1: users with a due key and a slot, when the faults stop. */
export const dueAndFree = (stage: Stage): readonly User[] => {
  const { world, settings } = stage;
  const { rotateAfterDays, unusedKeys } = settings.policy;
  return usersOf(stage).filter((user) => {
    const [key] = user.keys;
    if (key === undefined || user.keys.length > 1 || key.status !== 'Active' || isLeftAlone(stage, user)) return false;
    const known = stage.ledger.keys.get(key.accessKeyId);
    if (known?.by === 'keyturn' && known.verdict?.kind !== 'verified') return false;
    const isUnwanted = unusedKeys === 'retire' && lastUseBefore(stage, key.accessKeyId, world.now) === undefined;
    const isResting = secretOf(stage, user.name)?.tags.has('keyturn:given-up') ?? false;
    return world.now >= key.createdAt + rotateAfterDays * DAY - DRIFT && !isUnwanted && !isResting;
  });
};

/** L1: two runs later they have a stored, verified, told successor. */
export const successorsAreThere = (stage: Stage, due: readonly User[], result: RunResult | undefined): void => {
  for (const user of due) {
    if (hasSuccessor(stage, user)) continue;
    violate(
      stage,
      'L1',
      `${user.name} has no told successor two runs after the faults stopped: ${saidOf(result, user)}`,
    );
  }
};

export const haveSuccessors = (stage: Stage, due: readonly User[]): boolean =>
  due.every((user) => hasSuccessor(stage, user));

const hasSuccessor = (stage: Stage, { name }: User): boolean => {
  const current = currentKey(stage, secretOf(stage, name));
  if (current?.by !== 'keyturn' || current.status !== 'Active') return false;
  const isGood = current.fate?.kind === 'stored' && current.verdict?.kind === 'verified';
  return isGood && current.mails.some(({ kind }) => kind === 'TELL');
};

const saidOf = (result: RunResult | undefined, { name }: User): string => {
  const line = result?.users.find((each) => each.user === name && each.account === MEMBER);
  return line ? `${line.outcome} ${line.step} ${line.reason}: ${line.message}` : 'nothing is said of it';
};

/** After the faults, nobody fails; L5: whoever has no key to work with is said to have none. */
export const nobodyIsLost = (stage: Stage, result: RunResult | undefined): void => {
  if (result === undefined) return violate(stage, 'L5', 'a run without faults came to no result');
  for (const { user, account, outcome, message, reason } of result.users)
    if (account === MEMBER && outcome === 'failed')
      violate(stage, 'L5', `${user} fails though nothing is wrong: ${reason}: ${message}`);
};

/** L2, L3, L5: everything that was begun is over, or a person is told. */
export const cycleIsOver = (stage: Stage, result: RunResult | undefined): void => {
  for (const user of usersOf(stage)) {
    if (isLeftAlone(stage, user)) continue;
    const isReported = result?.users.some(({ user: name, outcome }) => name === user.name && outcome === 'blocked');
    if (isReported || isUnderWay(result, user) || isReminded(stage, user)) continue;
    for (const { accessKeyId } of user.keys) {
      const why = whyNotOver(stage, user, stage.ledger.keys.get(accessKeyId));
      if (why)
        violate(stage, 'L2', `${accessKeyId} of ${user.name} ${why}, and nobody is told: ${saidOf(result, user)}`);
    }
  }
};

/** Nothing is begun, due or left over: another day would be like this one. */
export const isAtRest = (stage: Stage): boolean =>
  dueAndFree(stage).length === 0 &&
  usersOf(stage).every(({ name, keys: [key, ...more] }) => {
    const labels = [...(secretOf(stage, name)?.labels.keys() ?? [])];
    const isSettled = labels.every((label) => !/^KEYTURN_(PENDING|REPLACES)_/.test(label));
    return isSettled && more.length === 0 && key?.status !== 'Inactive';
  });

/** Who still uses the old key is written to every week, and the admins with it. */
const isReminded = ({ ledger, world }: Stage, { keys }: User): boolean =>
  keys.some(({ accessKeyId }) =>
    ledger.keys.get(accessKeyId)?.mails.some(({ kind, at }) => kind === 'REMIND' && at > world.now - 9 * DAY),
  );

const isUnderWay = (result: RunResult | undefined, { name }: User): boolean =>
  result?.users.some(({ user, outcome }) => user === name && outcome === 'done') ?? false;

const whyNotOver = (stage: Stage, user: User, key: KeyStory | undefined): string | undefined => {
  if (key === undefined) return undefined;
  const { world, settings } = stage;
  const { rotateAfterDays, installGraceDays, quietDays, recoveryGraceDays, inactiveKeys } = settings.policy;
  const isOurs = key.by === 'keyturn';
  const secret = secretOf(stage, user.name);
  // A person deleted the register: nothing tells any more what this key was.
  if (isOurs && key.fate !== undefined && key.fate.arn !== secret?.arn) return undefined;
  if (isOurs && key.fate?.kind !== 'stored') return 'is an orphan of ours and still there';
  if (isOurs && key.verdict?.kind === 'abandoned') return 'was given up and is still there';
  const current = currentKey(stage, secret);
  if (key.status === 'Inactive') {
    const isPredecessor = current?.fate?.replaces === key.id;
    const isOld = world.now > key.changedAt + (recoveryGraceDays + 3) * DAY;
    return isPredecessor && isOld && inactiveKeys !== 'report' ? 'is long inactive and still there' : undefined;
  }
  const used = lastUseBefore(stage, key.id, world.now);
  const isUsed = used !== undefined && world.now < used + (quietDays + 1) * DAY;
  const longest = rotateAfterDays + installGraceDays + quietDays + 3;
  const touched = stage.ledger.touched.get(user.userId) ?? 0;
  const since = Math.max(key.createdAt, key.reactivatedAt ?? 0, touched, current?.promotedAt ?? 0);
  if (current?.id === key.id || user.keys.length === 1)
    return world.now > since + longest * DAY ? 'is long due' : undefined;
  return !isUsed && world.now > since + longest * DAY ? 'is long replaced, and not used' : undefined;
};
