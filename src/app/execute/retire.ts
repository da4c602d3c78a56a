import { registerOf } from '../observe/secret-of.ts';
import { encodeInstant, tagKeys } from '../secret/tags.ts';
import { forget, note, type StepContext } from './step-context.ts';

/** DEACTIVATE, on whatever ground the plan gave, and the moment it was done. */
export const deactivate = async (stepContext: StepContext<'DEACTIVATE'>): Promise<void> => {
  const { context, snapshot, step, fence } = stepContext;
  await countRetirement(stepContext);
  await context.session.users.deactivate(snapshot.user.name, step.key, fence.observed());
  await note(stepContext, step.key, { inactiveSince: context.clock.now(), tries: undefined, lastTryAt: undefined });
};

/** DELETE; only reached after two looks, a minute apart, found the key inactive. */
export const remove = async (stepContext: StepContext<'DELETE'>): Promise<void> => {
  const { context, snapshot, step, fence } = stepContext;
  await countRetirement(stepContext);
  await context.session.users.delete(snapshot.user.name, step.key, fence.observed());
  await forget(stepContext, step.key);
};

/** Before the call, so that one whose answer is lost counts too: pace errs on the slow side. */
const countRetirement = async ({
  context,
  snapshot,
  fence,
}: Pick<StepContext, 'context' | 'snapshot' | 'fence'>): Promise<void> => {
  const signed = fence.now();
  await context.session.secretStore.tag(
    registerOf(snapshot).arn,
    { [tagKeys.retired]: encodeInstant(signed.signedAt) },
    signed,
  );
};
