import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes } from '../../core/observation.ts';
import type { UserSnapshot } from '../observe/observe-user.ts';
import { currentKeyIn, notesIn, registerOf } from '../observe/secret-of.ts';
import { tombstone } from '../secret/contents.ts';
import { labels } from '../secret/labels.ts';
import { encodeFailures, tagKeys } from '../secret/tags.ts';
import { versionIds } from '../secret/version-ids.ts';
import { forget, note, type StepContext, undoingTag } from './step-context.ts';

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
  await secretStore.tag(arn, { [tagKeys.givenUp]: encodeFailures(count, context.clock.now()) }, fence.now());
};

/**
 * CONDEMN: the tombstone of a key whose secret was lost. `exists`: it was stored after all, and the next look says so.
 */
export const markLost = async ({ context, snapshot, step, fence }: StepContext<'CONDEMN'>): Promise<void> => {
  await context.session.secretStore.putVersion(tombstone(registerOf(snapshot).arn, step.key), fence.now());
};

export const noteTime = async (stepContext: StepContext<'NOTE'>): Promise<void> => {
  const { context, step } = stepContext;
  const over = step.fact === 'inactiveSince' ? { deactivatingAt: undefined } : {};
  await note(stepContext, step.key, { [step.fact]: context.clock.now(), ...over });
};

/**
 * UN_NOTE: a human wants this key alive. Its clocks start again, and its owner is told, unless nobody knows whether the
 * key was ever off; how often that happens is counted.
 */
export const unNote = async (stepContext: StepContext<'UN_NOTE'>): Promise<void> => {
  const { snapshot, step } = stepContext;
  const wasOff = notesIn(snapshot, step.key).inactiveSince !== undefined;
  await noteReactivation(stepContext, step.key, { isTold: wasOff && !isGivenUp(snapshot, step.key) });
};

/**
 * A key is active again: nothing that was noted of its retirement holds any more. `isTold`: its owner is to hear of it.
 */
export const noteReactivation = (
  stepContext: Pick<StepContext, 'context' | 'snapshot' | 'fence'>,
  key: AccessKeyId,
  { isTold }: { readonly isTold: boolean },
): Promise<Notes> => {
  const now = stepContext.context.clock.now();
  const off = { inactiveSince: undefined, deactivatingAt: undefined, deactivatedAt: undefined };
  const gone = { ...off, warned: undefined, announced: undefined };
  const fresh = { remindedAt: undefined, deactivationToldAt: undefined, tries: undefined, lastTryAt: undefined };
  const { deactivatedAt, deactivatingAt } = notesIn(stepContext.snapshot, key);
  const wasOurs = deactivatedAt !== undefined || deactivatingAt !== undefined;
  const change = { ...gone, ...fresh, restartedAt: now, ...(isTold ? { reactivatedAt: now } : {}) };
  return note(stepContext, key, change, wasOurs ? undoingTag(stepContext, `DEACTIVATE_${key}`) : {});
};

const isGivenUp = (snapshot: UserSnapshot, key: AccessKeyId): boolean => {
  const record = snapshot.observation.secret?.records.get(key);
  return record?.verdict.kind === 'abandoned' || record?.storage.kind === 'tombstone';
};

/**
 * RESTORE_SECRET: needs no claim, since AWS lets nobody write to a secret that is scheduled for deletion. Answers
 * whether a later look shows it.
 */
export const restoreSecret = async (
  stepContext: StepContext<'RESTORE_SECRET'>,
): Promise<(later: UserSnapshot) => boolean> => {
  const { context, snapshot, fence } = stepContext;
  await context.session.secretStore.restore(registerOf(snapshot).arn, fence.now());
  const current = currentKeyIn(snapshot);
  const counted = undoingTag(stepContext, 'RESTORE_SECRET');
  const restartedAt = context.clock.now();
  if (current) await note(stepContext, current, { restartedAt }, counted);
  else await context.session.secretStore.tag(registerOf(snapshot).arn, counted, fence.now());
  const isNoted = (later: UserSnapshot) => !current || (notesIn(later, current).restartedAt ?? 0) >= restartedAt;
  return (later) => later.raw?.description.deletionAt === undefined && isNoted(later);
};
