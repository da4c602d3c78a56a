import { isSameStep } from '../../core/step.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { type LivePlan, type Planned, planSnapshot } from '../observe/plan-user.ts';
import { registerOf } from '../observe/secret-of.ts';
import { ensureSecret, grantRead, hasSecret } from './ensure-secret.ts';
import { promote } from './promote.ts';
import { createRequestFence, type RequestFence } from './request-fence.ts';
import { deactivate, remove } from './retire.ts';
import { rotate } from './rotate.ts';
import type { Rotated } from './rotated.ts';
import { abandon, clear, markLost, noteTime, repairPolicy, restoreSecret, unNote } from './settle.ts';
import type { StepContext } from './step-context.ts';
import { type Lease, withLease } from './with-lease.ts';

/** `busy`: another worker has the claim. `changed`: the second look did not confirm the first, and nothing was done. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly rotated?: Rotated }
  | { readonly kind: 'busy' }
  | { readonly kind: 'changed' };

/** Carries one step out: claims, looks and plans again, and acts only if the second plan is the first. */
export const carryOut = async (context: AccountContext, planned: Planned): Promise<StepOutcome> => {
  const { step } = planned.plan;
  const { clock, deadline } = context;
  const observedAt = planned.snapshot.observation.at;
  const unclaimed = createRequestFence({ clock, deadline, claimedAt: undefined, observedAt });
  if (step.kind === 'RESTORE_SECRET')
    // A report tells nothing of secrets on their way out, so that this step comes from a live look.
    return planned.isFromReport
      ? { kind: 'changed' }
      : done(restoreSecret({ context, snapshot: planned.snapshot, step, fence: unclaimed }));
  const arn = await containerFor(context, planned, unclaimed);
  const outcome = await withLease(context, { snapshot: planned.snapshot, arn }, (lease) =>
    underLease(context, planned, lease),
  );
  return outcome === 'busy' ? { kind: 'busy' } : outcome;
};

/** A user of whom nothing was noted yet gets the secret first, whatever the step. */
const containerFor = async (
  context: AccountContext,
  { snapshot, plan }: Planned,
  fence: RequestFence,
): Promise<string> => {
  const isRotation = plan.step.kind === 'ROTATE';
  if (!isRotation && hasSecret(snapshot)) return registerOf(snapshot).arn;
  const arn = await ensureSecret(context, snapshot, fence);
  if (isRotation) await grantRead(context, snapshot.user, fence);
  return arn;
};

const underLease = async (context: AccountContext, first: Planned, lease: Lease): Promise<StepOutcome> => {
  const snapshot = await lease.look(first.options);
  if (snapshot === undefined) return { kind: 'changed' };
  const again = planSnapshot(context, snapshot, first.options);
  // A secret that was deleted or changed hands since the claim was taken has taken the claim with it.
  const isOurs = again.snapshot.observation.secret?.claim === 'ours';
  const isConfirmed = isOurs && isSameStep(first.plan.step, again.plan.step);
  return isConfirmed ? perform(context, again, lease.fenceFor(snapshot)) : { kind: 'changed' };
};

const perform = async (context: AccountContext, planned: LivePlan, fence: RequestFence): Promise<StepOutcome> => {
  const { snapshot, plan } = planned;
  const { step } = plan;
  const as = <K extends StepContext['step']['kind']>(chosen: StepContext<K>['step']): StepContext<K> => ({
    context,
    snapshot,
    step: chosen,
    fence,
  });
  switch (step.kind) {
    case 'ROTATE':
      return { kind: 'done', rotated: { ...(await rotate(as<'ROTATE'>(step))), planned } };
    case 'PROMOTE':
      return done(promote({ context, snapshot, fence }, step.key, { isTellingNext: false }));
    case 'CLEAR':
      return done(clear(as<'CLEAR'>(step)));
    case 'ABANDON':
      return done(abandon(as<'ABANDON'>(step)));
    case 'CONDEMN':
      return done(markLost(as<'CONDEMN'>(step)));
    case 'NOTE':
      return done(noteTime(as<'NOTE'>(step)));
    case 'UN_NOTE':
      return done(unNote(as<'UN_NOTE'>(step)));
    case 'REPAIR_POLICY':
      return done(repairPolicy(as<'REPAIR_POLICY'>(step)));
    case 'DEACTIVATE':
      return done(deactivate(as<'DEACTIVATE'>(step)));
    case 'DELETE':
      return done(remove(as<'DELETE'>(step)));
    default:
      throw new WorkStopped('contradiction', `${step.kind} is not a step to carry out under a claim`);
  }
};

const done = async (work: Promise<unknown>): Promise<StepOutcome> => {
  await work;
  return { kind: 'done' };
};
