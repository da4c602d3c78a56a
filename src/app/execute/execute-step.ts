import { isSameStep } from '../../core/step.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { UserSnapshot } from '../observe/observe-user.ts';
import { type LivePlan, type Planned, planSnapshot } from '../observe/plan-user.ts';
import { registerOf } from '../observe/secret-of.ts';
import { labels } from '../secret/labels.ts';
import { ensureSecret, grantRead, hasSecret } from './ensure-secret.ts';
import { isShown } from './lease.ts';
import { repairPolicy } from './policy-steps.ts';
import { promote } from './promote.ts';
import { createRequestFence, type RequestFence } from './request-fence.ts';
import { deactivate, isOwnerTold, remove } from './retire.ts';
import { rotate } from './rotate.ts';
import type { Deactivated, Rotated } from './rotated.ts';
import { abandon, clear, markLost, noteTime, restoreSecret, unNote } from './settle.ts';
import type { StepContext } from './step-context.ts';
import { noteWriter, updatePolicy } from './update-policy.ts';
import { type Lease, withLease } from './with-lease.ts';

/** `busy`: another worker has the claim. `changed`: the second look did not confirm the first, and nothing was done. */
export type StepOutcome =
  | (News & {
      readonly kind: 'done';
      /** Whether a later look shows all that was done: one that does not permits nothing. */
      readonly isShownIn: (snapshot: UserSnapshot) => boolean;
    })
  | { readonly kind: 'busy' }
  | { readonly kind: 'changed' };

/** What the owner is told of next. */
interface News {
  readonly rotated?: Rotated;
  readonly deactivated?: Deactivated;
}

/**
 * Carries one step out: claims, looks and plans again, and acts only if the second plan is the first. `onActed` is
 * called as soon as a key was made, deactivated or deleted, or may have been.
 */
export const carryOut = async (
  context: AccountContext,
  planned: Planned,
  onActed: StepContext['onActed'],
): Promise<StepOutcome> => {
  const { step } = planned.plan;
  const { clock, deadline } = context;
  const observedAt = planned.snapshot.observation.at;
  const unclaimed = createRequestFence({ clock, deadline, claimedAt: undefined, observedAt });
  if (step.kind === 'RESTORE_SECRET')
    // A report tells nothing of secrets on their way out, so that this step comes from a live look.
    return planned.isFromReport
      ? { kind: 'changed' }
      : restored(restoreSecret({ context, snapshot: planned.snapshot, step, fence: unclaimed, onActed }));
  const arn = await containerFor(context, planned, unclaimed);
  const outcome = await withLease(context, { snapshot: planned.snapshot, arn }, (lease) =>
    underLease(context, { first: planned, onActed }, lease),
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
  if (isRotation) await grantRead(context, snapshot, fence);
  return ensureSecret(context, snapshot, fence);
};

const underLease = async (
  context: AccountContext,
  { first, onActed }: { readonly first: Planned } & Pick<StepContext, 'onActed'>,
  lease: Lease,
): Promise<StepOutcome> => {
  const snapshot = await lease.look(first.options);
  if (snapshot === undefined) return { kind: 'changed' };
  const again = planSnapshot(context, snapshot, first.options);
  // A secret that was deleted or changed hands since the claim was taken has taken the claim with it; and a read that
  // does not show the claim is late, and may lack what was written before it.
  const isOurs = isShown(snapshot.raw, lease.claim, labels.claim);
  const isConfirmed = isOurs && isSameStep(first.plan.step, again.plan.step);
  if (!isConfirmed) return { kind: 'changed' };
  const news = await perform(again, { context, onActed, fence: lease.fenceFor(snapshot) });
  const isShownIn = ({ raw }: UserSnapshot): boolean => isShown(raw, lease.claim, labels.idle);
  return { kind: 'done', ...news, isShownIn };
};

const perform = async (
  planned: LivePlan,
  { context, fence, onActed }: Pick<StepContext, 'context' | 'fence' | 'onActed'>,
): Promise<News> => {
  const { snapshot, plan } = planned;
  const { step } = plan;
  const as = <K extends StepContext['step']['kind']>(chosen: StepContext<K>['step']): StepContext<K> => ({
    context,
    snapshot,
    step: chosen,
    fence,
    onActed,
  });
  switch (step.kind) {
    case 'ROTATE':
      return { rotated: { ...(await rotate(as<'ROTATE'>(step))), planned } };
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
    case 'UPDATE_POLICY':
      return done(updatePolicy(as<'UPDATE_POLICY'>(step)));
    case 'NOTE_WRITER':
      return done(noteWriter(as<'NOTE_WRITER'>(step)));
    case 'DEACTIVATE': {
      const notes = await deactivate(as<'DEACTIVATE'>(step));
      const isTellingNext = isOwnerTold(step) && context.canTell;
      return isTellingNext ? { deactivated: { key: step.key, notes, planned } } : {};
    }
    case 'DELETE':
      return done(remove(as<'DELETE'>(step)));
    default:
      throw new WorkStopped('contradiction', `${step.kind} is not a step to carry out under a claim`);
  }
};

const done = async (work: Promise<unknown>): Promise<News> => {
  await work;
  return {};
};

const restored = async (work: Promise<(snapshot: UserSnapshot) => boolean>): Promise<StepOutcome> => ({
  kind: 'done',
  isShownIn: await work,
});
