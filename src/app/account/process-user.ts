import { isDestructive, isNotice, isSameStep, type Step } from '../../core/step.ts';
import { ensureContainer, hasContainer } from '../execute/ensure-secret.ts';
import { carryOut } from '../execute/execute-step.ts';
import { createHand } from '../execute/request-fence.ts';
import type { AccountPace } from '../limits/pace.ts';
import { type Owed, owedAfter, owedBy } from '../notices/notices.ts';
import type { Workplace } from '../observe/account-context.ts';
import { type Planned, planUser, withinPace } from '../observe/plan-user.ts';
import { fail, type UserRecord } from '../results/user-record.ts';

/** More than any state needs: a plan that never comes to rest is a defect, and stops here. */
const MOST_STEPS = 12;

export interface UserWork {
  readonly record: UserRecord;
  /** Asked before each step that takes a key away or makes one. */
  readonly pace: AccountPace;
  readonly isInterrupted: () => boolean;
  /** The step that a first look asked for, a minute ago: only this one may be carried out on a second look. */
  readonly seenBefore: Step | undefined;
  readonly owe: (owed: Owed) => void;
}

/**
 * Carries out a user's plan, looks again, and goes on with bookkeeping until nothing is left: at most one key is created,
 * deactivated or deleted. `later`: the step needs a second look, a minute after the first.
 */
export const workUser = async (place: Workplace, work: UserWork): Promise<'done' | 'later'> => {
  const { record } = work;
  try {
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const next = await workStep(place, work);
      if (next !== 'again') return next;
    }
    throw new Error(`the work on ${record.name} does not come to rest`);
  } catch (error) {
    fail(record, error);
    return 'done';
  }
};

const workStep = async (place: Workplace, work: UserWork): Promise<'again' | 'done' | 'later'> => {
  const { record } = work;
  const { planned } = record;
  if (planned === undefined || planned.plan.step.kind === 'NOTHING') return 'done';
  if (work.isInterrupted()) return end(record, 'interrupted');
  const { step } = planned.plan;
  if (isNotice(step)) return oweNotice(place, work, planned);
  if (needsSecondLook(step) && !(work.seenBefore && isSameStep(work.seenBefore, step))) return 'later';
  const within = withinPace(place, planned, work.pace);
  if (within === planned) return take(place, work, planned);
  record.planned = within;
  return 'done';
};

/** Deletion, and forgetting a key that seems gone: two looks must agree. */
const needsSecondLook = (step: Step): boolean => step.kind === 'DELETE' || (step.kind === 'CLEAR' && step.gone);

const take = async (place: Workplace, work: UserWork, planned: Planned): Promise<'again' | 'done'> => {
  const { record } = work;
  const outcome = await carryOut(place, planned);
  if (outcome.kind !== 'done') return planned.isGlimpse ? lookAgain(place, record, planned) : end(record, outcome.kind);
  record.done.push({ kind: planned.plan.step.kind, reason: planned.plan.reason, facts: planned.plan.facts });
  const { rotated } = outcome;
  if (rotated?.isTellingNext) work.owe(owedAfter(place, rotated));
  if (rotated?.isTellingNext || isDestructive(planned.plan.step)) return 'done';
  record.planned = await planUser(place, record.name, planned.look);
  return 'again';
};

/** What a glimpse promised, a live look did not confirm: what it saw counts. */
const lookAgain = async (place: Workplace, record: UserRecord, { look }: Planned): Promise<'again'> => {
  record.planned = await planUser(place, record.name, look);
  return 'again';
};

const end = (record: UserRecord, outcome: 'interrupted' | 'busy' | 'changed'): 'done' => {
  record.outcome = outcome;
  return 'done';
};

/** A user of whom something must be noted needs a secret to note it on. */
const oweNotice = async (place: Workplace, work: UserWork, planned: Planned): Promise<'done'> => {
  const { record } = work;
  const { clock, deadline } = place;
  let ready: Planned | undefined = planned;
  if (!hasContainer(planned.sight)) {
    const hand = createHand({ clock, deadline, claimedAt: undefined, observedAt: planned.sight.observation.at });
    await ensureContainer(place, planned.sight, hand);
    ready = await planUser(place, record.name, planned.look);
    record.planned = ready;
  }
  const owed = ready && owedBy(place, ready);
  if (owed) work.owe(owed);
  else record.outcome = 'changed';
  return 'done';
};
