import { registerOf } from '../observe/secret-of.ts';
import { encodeInstant, tagKeys } from '../secret/tags.ts';
import { type Act, forget, note } from './step-context.ts';

/** DEACTIVATE, on whatever ground the plan gave, and the moment it was done. */
export const deactivate = async (act: Act<'DEACTIVATE'>): Promise<void> => {
  const { place, sight, step, hand } = act;
  await countRetirement(act);
  await place.session.users.deactivate(sight.user.name, step.key, hand.decide());
  await note(act, step.key, { inactiveSince: place.clock.now(), tries: undefined, lastTryAt: undefined });
};

/** DELETE; only reached after two looks, a minute apart, found the key inactive. */
export const remove = async (act: Act<'DELETE'>): Promise<void> => {
  const { place, sight, step, hand } = act;
  await countRetirement(act);
  await place.session.users.delete(sight.user.name, step.key, hand.decide());
  await forget(act, step.key);
};

/** Before the call, so that one whose answer is lost counts too: pace errs on the slow side. */
const countRetirement = async ({ place, sight, hand }: Pick<Act, 'place' | 'sight' | 'hand'>): Promise<void> => {
  const signed = hand.check();
  await place.session.vault.tag(registerOf(sight).arn, { [tagKeys.retired]: encodeInstant(signed.signedAt) }, signed);
};
