import { isSameStep } from '../../core/step.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { type Planned, planUser } from '../observe/plan-user.ts';
import { registerOf } from '../observe/secret-of.ts';
import { ensureSecret, grantRead, hasSecret } from './ensure-secret.ts';
import { type Claim, releaseClaim, takeClaim } from './lease.ts';
import { promote } from './promote.ts';
import { createRequestFence, type RequestFence } from './request-fence.ts';
import { deactivate, remove } from './retire.ts';
import { rotate } from './rotate.ts';
import type { Rotated } from './rotated.ts';
import { abandon, clear, markLost, noteTime, repairPolicy, restoreSecret, unNote } from './settle.ts';
import type { StepContext } from './step-context.ts';

/** `busy`: another worker has the claim. `changed`: the second look did not confirm the first, and nothing was done. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly rotated?: Rotated }
  | { readonly kind: 'busy' }
  | { readonly kind: 'changed' };

/** Carries one step out: claims, looks and plans again, and acts only if the second plan is the first. */
export const carryOut = async (context: AccountContext, planned: Planned): Promise<StepOutcome> => {
  const { snapshot, plan } = planned;
  const { clock, deadline, session } = context;
  const unclaimed = createRequestFence({ clock, deadline, claimedAt: undefined, observedAt: snapshot.observation.at });
  if (plan.step.kind === 'RESTORE_SECRET')
    return done(restoreSecret({ context, snapshot, step: plan.step, fence: unclaimed }));
  const arn = await containerFor(context, planned, unclaimed);
  const claim = await takeClaim(
    session.secretStore,
    { arn, userId: snapshot.user.id, versions: snapshot.raw?.versions ?? [], nonce: context.nonce() },
    unclaimed.now(),
  );
  return claim === 'lost' ? { kind: 'busy' } : underClaim(context, planned, claim);
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

const underClaim = async (context: AccountContext, first: Planned, claim: Claim): Promise<StepOutcome> => {
  let latest = first;
  try {
    const again = await planUser(context, first.snapshot.user.name, { ...first.options, ourClaim: claim.versionId });
    if (again === undefined) return { kind: 'changed' };
    latest = again;
    // A secret that was deleted or changed hands since the claim was taken has taken the claim with it.
    const isOurs = again.snapshot.observation.secret?.claim === 'ours';
    const isConfirmed = isOurs && isSameStep(first.plan.step, again.plan.step);
    const outcome: StepOutcome = isConfirmed
      ? await perform(context, again, fenceFor(context, again, claim))
      : { kind: 'changed' };
    await release(context, latest, claim);
    return outcome;
  } catch (error) {
    // In doubt the claim is kept: a request of ours may still be carried out, and nobody else should begin before that.
    if (!isAwsFault(error, 'doubtful')) await release(context, latest, claim);
    throw error;
  }
};

const fenceFor = ({ clock, deadline }: AccountContext, { snapshot }: Planned, claim: Claim): RequestFence =>
  createRequestFence({ clock, deadline, claimedAt: claim.claimedAt, observedAt: snapshot.observation.at });

/** A claim that cannot be released runs out by itself: never a reason to fail a step that was done. */
const release = async (context: AccountContext, planned: Planned, claim: Claim): Promise<void> => {
  try {
    const { arn, versions } = registerOf(planned.snapshot);
    const fence = fenceFor(context, planned, claim);
    await releaseClaim(context.session.secretStore, { arn, versions, claim }, fence.now());
  } catch (error) {
    if (!isAwsFault(error) && !(error instanceof WorkStopped)) throw error;
  }
};

const perform = async (context: AccountContext, planned: Planned, fence: RequestFence): Promise<StepOutcome> => {
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
