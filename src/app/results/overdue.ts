import { LATE_AFTER_DAYS } from '../../core/limits.ts';
import { isOver } from '../../core/time.ts';
import { isDue, viewOf } from '../../core/view.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { Planned } from '../observe/plan-user.ts';
import type { UserRecord } from './user-record.ts';

/** True for a user who is not exempt and has an active key past the rotation period. */
export const isOverdue = ({ settings, clock }: AccountContext, { snapshot: { observation } }: Planned): boolean => {
  if (observation.exemption !== undefined || observation.account.state !== 'ACTIVE') return false;
  const view = viewOf(observation, settings.policy, clock.now());
  return view.active.some((key) => isDue(view, key));
};

/**
 * True where the only active key is days over its date, and this run made no other: its age is all the memory it needs.
 */
export const isLate = (
  context: AccountContext,
  { planned, done }: { readonly planned: Planned; readonly done: UserRecord['done'] },
): boolean => {
  const { settings, clock } = context;
  const [key, another] = planned.snapshot.observation.keys.filter(({ status }) => status === 'Active');
  // Whoever limits new keys knows that some wait.
  if (planned.plan.reason === 'rotation-paced') return false;
  if (key === undefined || another !== undefined || !isOverdue(context, planned)) return false;
  const isMade = done.some(({ kind }) => kind === 'ROTATE' || kind === 'PROMOTE');
  return !isMade && isOver(key.createdAt, settings.policy.rotateAfterDays + LATE_AFTER_DAYS, clock.now());
};
