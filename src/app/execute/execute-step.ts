import { isSameStep } from '../../core/step.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { Stop } from '../faults/stop.ts';
import type { Workplace } from '../observe/account-context.ts';
import { type Planned, planUser } from '../observe/plan-user.ts';
import { registerOf } from '../observe/secret-of.ts';
import { ensureContainer, grantRead, hasContainer } from './ensure-secret.ts';
import { type Claim, releaseClaim, takeClaim } from './lease.ts';
import { promote } from './promote.ts';
import { createHand, type Hand } from './request-fence.ts';
import { deactivate, remove } from './retire.ts';
import { rotate } from './rotate.ts';
import type { Rotated } from './rotated.ts';
import { abandon, clear, condemn, noteTime, repairPolicy, restoreSecret, unNote } from './settle.ts';
import type { Act } from './step-context.ts';

/** `busy`: another worker has the claim. `changed`: the second look did not confirm the first, and nothing was done. */
export type Outcome =
  | { readonly kind: 'done'; readonly rotated?: Rotated }
  | { readonly kind: 'busy' }
  | { readonly kind: 'changed' };

/** Carries one step out: claims, looks and plans again, and acts only if the second plan is the first. */
export const carryOut = async (place: Workplace, planned: Planned): Promise<Outcome> => {
  const { sight, plan } = planned;
  const { clock, deadline, session } = place;
  const unclaimed = createHand({ clock, deadline, claimedAt: undefined, observedAt: sight.observation.at });
  if (plan.step.kind === 'RESTORE_SECRET')
    return done(restoreSecret({ place, sight, step: plan.step, hand: unclaimed }));
  const arn = await containerFor(place, planned, unclaimed);
  const claim = await takeClaim(
    session.vault,
    { arn, userId: sight.user.id, versions: sight.raw?.versions ?? [], nonce: place.nonce() },
    unclaimed.check(),
  );
  return claim === 'lost' ? { kind: 'busy' } : underClaim(place, planned, claim);
};

/** A user of whom nothing was noted yet gets the secret first, whatever the step. */
const containerFor = async (place: Workplace, { sight, plan }: Planned, hand: Hand): Promise<string> => {
  const isRotation = plan.step.kind === 'ROTATE';
  if (!isRotation && hasContainer(sight)) return registerOf(sight).arn;
  const arn = await ensureContainer(place, sight, hand);
  if (isRotation) await grantRead(place, sight.user, hand);
  return arn;
};

const underClaim = async (place: Workplace, first: Planned, claim: Claim): Promise<Outcome> => {
  let latest = first;
  try {
    const again = await planUser(place, first.sight.user.name, { ...first.look, ourClaim: claim.versionId });
    if (again === undefined) return { kind: 'changed' };
    latest = again;
    // A secret that was deleted or changed hands since the claim was taken has taken the claim with it.
    const isOurs = again.sight.observation.secret?.claim === 'ours';
    const isConfirmed = isOurs && isSameStep(first.plan.step, again.plan.step);
    const outcome: Outcome = isConfirmed ? await act(place, again, handFor(place, again, claim)) : { kind: 'changed' };
    await release(place, latest, claim);
    return outcome;
  } catch (error) {
    // In doubt the claim is kept: a request of ours may still be carried out, and nobody else should begin before that.
    if (!isAwsFault(error, 'doubtful')) await release(place, latest, claim);
    throw error;
  }
};

const handFor = ({ clock, deadline }: Workplace, { sight }: Planned, claim: Claim): Hand =>
  createHand({ clock, deadline, claimedAt: claim.claimedAt, observedAt: sight.observation.at });

/** A claim that cannot be released runs out by itself: never a reason to fail a step that was done. */
const release = async (place: Workplace, planned: Planned, claim: Claim): Promise<void> => {
  try {
    const { arn, versions } = registerOf(planned.sight);
    const hand = handFor(place, planned, claim);
    await releaseClaim(place.session.vault, { arn, versions, claim }, hand.check());
  } catch (error) {
    if (!isAwsFault(error) && !(error instanceof Stop)) throw error;
  }
};

const act = async (place: Workplace, planned: Planned, hand: Hand): Promise<Outcome> => {
  const { sight, plan } = planned;
  const { step } = plan;
  const as = <K extends Act['step']['kind']>(chosen: Act<K>['step']): Act<K> => ({ place, sight, step: chosen, hand });
  switch (step.kind) {
    case 'ROTATE':
      return { kind: 'done', rotated: { ...(await rotate(as<'ROTATE'>(step))), planned } };
    case 'PROMOTE':
      return done(promote({ place, sight, hand }, step.key, { isTellingNext: false }));
    case 'CLEAR':
      return done(clear(as<'CLEAR'>(step)));
    case 'ABANDON':
      return done(abandon(as<'ABANDON'>(step)));
    case 'CONDEMN':
      return done(condemn(as<'CONDEMN'>(step)));
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
      throw new Stop('contradiction', `${step.kind} is not a step to carry out under a claim`);
  }
};

const done = async (work: Promise<unknown>): Promise<Outcome> => {
  await work;
  return { kind: 'done' };
};
