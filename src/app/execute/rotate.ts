import type { AccessKeyId } from '../../core/keys.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import { registerOf } from '../observe/secret-of.ts';
import type { NewKey } from '../ports/iam.ts';
import { tombstone } from '../secret/contents.ts';
import { labels } from '../secret/labels.ts';
import { versionIds } from '../secret/version-ids.ts';
import { afterDenial } from './denied-key.ts';
import { promote } from './promote.ts';
import type { Rotated } from './rotated.ts';
import { decide, type StepContext } from './step-context.ts';
import { storedJson } from './stored-json.ts';
import { verify } from './verify.ts';

/**
 * ROTATE, from the one irreversible call on: create once, store, verify as the new key itself, put the verdict,
 * promote. A crash between any two calls leaves a state that the next run's rules 2 and 5 settle.
 */
export const rotate = async (stepContext: StepContext<'ROTATE'>): Promise<Omit<Rotated, 'planned'>> => {
  const { context, snapshot, fence } = stepContext;
  const created = context.session.users.createKey(snapshot.user.name, fence.observed());
  const key = await decide(stepContext, created).catch((error: unknown) => afterDenial(stepContext, error));
  await store(stepContext, key);
  const wasRead = (await verify(stepContext, key)) === 'read';
  await putVerdict(stepContext, key.id, wasRead);
  // With replicas the next look must show them in sync before the owner is told.
  const isTellingNext = context.canTell && snapshot.observation.secret?.replicas === undefined;
  return { key: key.id, notes: await promote(stepContext, key.id, { isTellingNext }), wasRead, isTellingNext };
};

/**
 * The fate of the key: its credential. Where that definitely failed, the tombstone; and only who wins that may delete
 * the key.
 */
const store = async (stepContext: StepContext<'ROTATE'>, key: NewKey): Promise<void> => {
  const { context, snapshot, step, fence } = stepContext;
  const { arn } = registerOf(snapshot);
  try {
    const outcome = await context.session.secretStore.putVersion(
      {
        arn,
        versionId: versionIds.storage(key.id),
        value: () => storedJson(stepContext, key),
        labels: [labels.pending(key.id), labels.replaces(step.key)],
      },
      fence.now(),
    );
    if (outcome === 'exists')
      throw new WorkStopped('contradiction', `key ${key.id} was condemned before it was stored`);
  } catch (error) {
    // In doubt the key stays: the next run finds the credential stored, or condemns the key by CloudTrail's proof.
    if (isAwsFault(error) && error.kind !== 'doubtful') await takeBack(stepContext, key);
    throw error;
  }
};

const takeBack = async ({ context, snapshot, fence }: StepContext<'ROTATE'>, key: NewKey): Promise<void> => {
  const { arn } = registerOf(snapshot);
  const { secretStore, users } = context.session;
  const outcome = await secretStore
    .putVersion(tombstone(arn, key.id), fence.now())
    // Not written, or nobody knows: the key is left to the rule for orphans.
    .catch(() => 'unknown' as const);
  if (outcome === 'written') await users.delete(snapshot.user.name, key.id, fence.observed());
};

const putVerdict = async (
  { context, snapshot, fence }: StepContext<'ROTATE'>,
  key: AccessKeyId,
  wasRead: boolean,
): Promise<void> => {
  const { arn } = registerOf(snapshot);
  const outcome = await context.session.secretStore.putVersion(
    {
      arn,
      versionId: versionIds.verdict(key),
      value: () => JSON.stringify({ AccessKeyId: key, verdict: 'verified' }),
      labels: wasRead ? [labels.verified(key)] : [labels.verified(key), labels.unread(key)],
    },
    fence.now(),
  );
  if (outcome === 'exists') throw new WorkStopped('contradiction', `key ${key} was given up while it was verified`);
};
