import type { Notes } from '../../core/observation.ts';
import type { Instant } from '../../core/time.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { registerOf } from '../observe/secret-of.ts';
import { encodeInstant, tagKeys } from '../secret/tags.ts';
import { requireRead } from './ensure-secret.ts';
import { decide, forget, note, type StepContext } from './step-context.ts';

/**
 * DEACTIVATE, on whatever ground the plan gave, and the moment it was done. Returns what is noted of the key; where its
 * owner was warned he is told next, and where somebody tells here, the try is noted already.
 */
export const deactivate = async (stepContext: StepContext<'DEACTIVATE'>): Promise<Notes> => {
  const { context, snapshot, step, fence } = stepContext;
  if (step.ground === 'predecessor') await requireRead(context, snapshot, fence);
  await (isOwnerTold(step) ? noteAttempt(stepContext) : countRetirement(stepContext));
  const request = context.session.users.deactivate(snapshot.user.name, step.key, fence.observed());
  await decide(stepContext, request).catch((error: unknown) => takeBack(stepContext, error));
  const now = context.clock.now();
  const over = {
    deactivatingAt: undefined,
    reactivatedAt: undefined,
    reactivationToldAt: undefined,
    remindedAt: undefined,
    askedAt: undefined,
  };
  const isTellingNext = isOwnerTold(step) && context.canTell;
  return note(stepContext, step.key, {
    ...over,
    inactiveSince: now,
    ...(isOwnerTold(step) ? { deactivatedAt: now } : {}),
    ...(isTellingNext ? { tries: 1, lastTryAt: now } : { tries: undefined, lastTryAt: undefined }),
  });
};

/**
 * Before the call, and with what pace counts: if its answer is lost, and the key is active later, a person may have
 * taken it back, and a warning from before it does not count again. Of a key that nobody ever heard of there is no
 * warning, and whoever wants it back shows that after it was noted.
 */
const noteAttempt = async (stepContext: StepContext<'DEACTIVATE'>): Promise<void> => {
  const { signedAt } = stepContext.fence.now();
  await note(stepContext, stepContext.step.key, { deactivatingAt: signedAt }, retirementTag(signedAt));
};

/**
 * AWS did not carry it out: the warning still counts, and nothing counts for pace. Where that cannot be noted, the
 * owner is warned anew.
 */
const takeBack = async (stepContext: StepContext<'DEACTIVATE'>, error: unknown): Promise<never> => {
  if (isRefused(error)) {
    if (isOwnerTold(stepContext.step))
      await note(stepContext, stepContext.step.key, { deactivatingAt: undefined }).catch(() => undefined);
    await uncount(stepContext).catch(() => undefined);
  }
  throw error;
};

const isRefused = (error: unknown): boolean => isAwsFault(error) && error.kind !== 'doubtful';

/** Of a key that was given up or condemned nobody ever heard. */
export const isOwnerTold = ({ ground }: StepContext<'DEACTIVATE'>['step']): boolean =>
  ground === 'predecessor' || ground === 'policy';

/** DELETE; only reached after two looks, a minute apart, found the key inactive. */
export const remove = async (stepContext: StepContext<'DELETE'>): Promise<void> => {
  const { context, snapshot, step, fence } = stepContext;
  await countRetirement(stepContext);
  const request = context.session.users.delete(snapshot.user.name, step.key, fence.observed());
  await decide(stepContext, request).catch(async (error: unknown) => {
    if (isRefused(error)) await uncount(stepContext).catch(() => undefined);
    throw error;
  });
  await forget(stepContext, step.key);
};

/** Before the call, so that one whose answer is lost counts too: pace errs on the slow side. */
const countRetirement = async ({
  context,
  snapshot,
  fence,
}: Pick<StepContext, 'context' | 'snapshot' | 'fence'>): Promise<void> => {
  const signed = fence.now();
  await context.session.secretStore.tag(registerOf(snapshot).arn, retirementTag(signed.signedAt), signed);
};

/** A retirement that AWS refused: the tag says again what it said before. */
const uncount = async ({
  context,
  snapshot,
  fence,
}: Pick<StepContext, 'context' | 'snapshot' | 'fence'>): Promise<void> => {
  const { arn, tags } = registerOf(snapshot);
  const { secretStore } = context.session;
  const before = tags[tagKeys.retired];
  if (before === undefined) await secretStore.untag(arn, [tagKeys.retired], fence.now());
  else await secretStore.tag(arn, { [tagKeys.retired]: before }, fence.now());
};

const retirementTag = (at: Instant): Readonly<Record<string, string>> => ({ [tagKeys.retired]: encodeInstant(at) });
