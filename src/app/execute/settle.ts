import type { AccessKeyId } from '../../core/keys.ts';
import type { Sight } from '../observe/observe-user.ts';
import { currentKeyIn, registerOf } from '../observe/secret-of.ts';
import { tombstone } from '../secret/contents.ts';
import { labels } from '../secret/labels.ts';
import { encodeGivenUp, tagKeys } from '../secret/tags.ts';
import { versionIds } from '../secret/version-ids.ts';
import { putPolicy } from './ensure-secret.ts';
import { type Act, forget, note } from './step-context.ts';

/** CLEAR: the promotion of a key is settled; of a key that is gone nothing is kept. */
export const clear = async (act: Act<'CLEAR'>): Promise<void> => {
  const { place, sight, step, hand } = act;
  if (step.gone) return forget(act, step.key);
  const label = labels.pending(step.key);
  const move = { arn: registerOf(sight).arn, label, from: versionIds.fate(step.key), to: undefined };
  await place.session.vault.moveLabel(move, hand.check());
};

/** ABANDON: the verdict that nobody may promote this key any more. `exists`: somebody verified it first. */
export const abandon = async ({ place, sight, step, hand }: Act<'ABANDON'>): Promise<void> => {
  const { arn } = registerOf(sight);
  const { vault } = place.session;
  const outcome = await vault.putVersion(
    {
      arn,
      versionId: versionIds.verdict(step.key),
      value: () => JSON.stringify({ AccessKeyId: step.key, verdict: 'abandoned' }),
      labels: [labels.abandoned(step.key)],
    },
    hand.check(),
  );
  if (outcome === 'exists') return;
  const count = (sight.observation.secret?.givenUp?.count ?? 0) + 1;
  await vault.tag(arn, { [tagKeys.givenUp]: encodeGivenUp(count, place.clock.now()) }, hand.check());
};

/** CONDEMN: the tombstone of a key whose secret was lost. `exists`: it was stored after all, and the next look says so. */
export const condemn = async ({ place, sight, step, hand }: Act<'CONDEMN'>): Promise<void> => {
  await place.session.vault.putVersion(tombstone(registerOf(sight).arn, step.key), hand.check());
};

export const noteTime = async (act: Act<'NOTE'>): Promise<void> =>
  note(act, act.step.key, { [act.step.fact]: act.place.clock.now() });

/** UN_NOTE: a human wants this key alive. Its clocks start again, and the owner of a successor is told again. */
export const unNote = async (act: Act<'UN_NOTE'>): Promise<void> => {
  const { sight, step, place } = act;
  const retry = { tries: undefined, lastTryAt: undefined };
  const successor = currentKeyIn(sight);
  if (successor && !isGivenUp(sight, step.key)) await note(act, successor, { toldAt: undefined, ...retry });
  const fresh = { inactiveSince: undefined, warnedAt: undefined, announcedAt: undefined, remindedAt: undefined };
  await note(act, step.key, { ...fresh, ...retry, restartedAt: place.clock.now() });
};

const isGivenUp = (sight: Sight, key: AccessKeyId): boolean => {
  const record = sight.observation.secret?.cases.get(key);
  return record?.verdict.kind === 'abandoned' || record?.fate.kind === 'tombstone';
};

/** REPAIR_POLICY: while it was changed the owner may not have been able to read, so graces count from here. */
export const repairPolicy = async (act: Act<'REPAIR_POLICY'>): Promise<void> => {
  await putPolicy(act.place, { arn: registerOf(act.sight).arn, user: act.sight.user }, act.hand);
  await note(act, act.step.key, { restartedAt: act.place.clock.now() });
};

/** RESTORE_SECRET: needs no claim, since AWS lets nobody write to a secret that is scheduled for deletion. */
export const restoreSecret = async (act: Act<'RESTORE_SECRET'>): Promise<void> => {
  const { place, sight, hand } = act;
  await place.session.vault.restore(registerOf(sight).arn, hand.check());
  const current = currentKeyIn(sight);
  if (current) await note(act, current, { restartedAt: place.clock.now() });
};
