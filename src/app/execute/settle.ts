import type { AccessKeyId } from '../../core/keys.ts';
import type { UserSnapshot } from '../observe/observe-user.ts';
import { currentKeyIn, registerOf } from '../observe/secret-of.ts';
import { tombstone } from '../secret/contents.ts';
import { labels } from '../secret/labels.ts';
import { encodeGivenUp, tagKeys } from '../secret/tags.ts';
import { versionIds } from '../secret/version-ids.ts';
import { putPolicy } from './ensure-secret.ts';
import { forget, note, type StepContext } from './step-context.ts';

/** CLEAR: the promotion of a key is settled; of a key that is gone nothing is kept. */
export const clear = async (stepContext: StepContext<'CLEAR'>): Promise<void> => {
  const { context, snapshot, step, fence } = stepContext;
  if (step.gone) return forget(stepContext, step.key);
  const label = labels.pending(step.key);
  const move = { arn: registerOf(snapshot).arn, label, from: versionIds.storage(step.key), to: undefined };
  await context.session.secretStore.moveLabel(move, fence.now());
};

/** ABANDON: the verdict that nobody may promote this key any more. `exists`: somebody verified it first. */
export const abandon = async ({ context, snapshot, step, fence }: StepContext<'ABANDON'>): Promise<void> => {
  const { arn } = registerOf(snapshot);
  const { secretStore } = context.session;
  const outcome = await secretStore.putVersion(
    {
      arn,
      versionId: versionIds.verdict(step.key),
      value: () => JSON.stringify({ AccessKeyId: step.key, verdict: 'abandoned' }),
      labels: [labels.abandoned(step.key)],
    },
    fence.now(),
  );
  if (outcome === 'exists') return;
  const count = (snapshot.observation.secret?.givenUp?.count ?? 0) + 1;
  await secretStore.tag(arn, { [tagKeys.givenUp]: encodeGivenUp(count, context.clock.now()) }, fence.now());
};

/**
 * CONDEMN: the tombstone of a key whose secret was lost. `exists`: it was stored after all, and the next look says so.
 */
export const markLost = async ({ context, snapshot, step, fence }: StepContext<'CONDEMN'>): Promise<void> => {
  await context.session.secretStore.putVersion(tombstone(registerOf(snapshot).arn, step.key), fence.now());
};

export const noteTime = async (stepContext: StepContext<'NOTE'>): Promise<void> =>
  note(stepContext, stepContext.step.key, { [stepContext.step.fact]: stepContext.context.clock.now() });

/** UN_NOTE: a human wants this key alive. Its clocks start again, and the owner of a successor is told again. */
export const unNote = async (stepContext: StepContext<'UN_NOTE'>): Promise<void> => {
  const { snapshot, step, context } = stepContext;
  const retry = { tries: undefined, lastTryAt: undefined };
  const successor = currentKeyIn(snapshot);
  if (successor && !isGivenUp(snapshot, step.key)) await note(stepContext, successor, { toldAt: undefined, ...retry });
  const fresh = { inactiveSince: undefined, warnedAt: undefined, announcedAt: undefined, remindedAt: undefined };
  await note(stepContext, step.key, { ...fresh, ...retry, restartedAt: context.clock.now() });
};

const isGivenUp = (snapshot: UserSnapshot, key: AccessKeyId): boolean => {
  const record = snapshot.observation.secret?.records.get(key);
  return record?.verdict.kind === 'abandoned' || record?.storage.kind === 'tombstone';
};

/** REPAIR_POLICY: while it was changed the owner may not have been able to read, so graces count from here. */
export const repairPolicy = async (stepContext: StepContext<'REPAIR_POLICY'>): Promise<void> => {
  await putPolicy(
    stepContext.context,
    { arn: registerOf(stepContext.snapshot).arn, user: stepContext.snapshot.user },
    stepContext.fence,
  );
  await note(stepContext, stepContext.step.key, { restartedAt: stepContext.context.clock.now() });
};

/** RESTORE_SECRET: needs no claim, since AWS lets nobody write to a secret that is scheduled for deletion. */
export const restoreSecret = async (stepContext: StepContext<'RESTORE_SECRET'>): Promise<void> => {
  const { context, snapshot, fence } = stepContext;
  await context.session.secretStore.restore(registerOf(snapshot).arn, fence.now());
  const current = currentKeyIn(snapshot);
  if (current) await note(stepContext, current, { restartedAt: context.clock.now() });
};
