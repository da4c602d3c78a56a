import type { AccessKeyId } from '../../core/keys.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { Stop } from '../faults/stop.ts';
import { registerOf } from '../observe/secret-of.ts';
import type { NewKey } from '../ports/iam.ts';
import { credentialJson, tombstone } from '../secret/contents.ts';
import { labels } from '../secret/labels.ts';
import { versionIds } from '../secret/version-ids.ts';
import { promote } from './promote.ts';
import type { Rotated } from './rotated.ts';
import type { Act } from './step-context.ts';
import { verify } from './verify.ts';

/**
 * ROTATE, from the one irreversible call on: create once, store, verify as the new key itself, put the verdict, promote.
 * A crash between any two calls leaves a state that the next run's rules 2 and 5 settle.
 */
export const rotate = async (act: Act<'ROTATE'>): Promise<Omit<Rotated, 'planned'>> => {
  const { place, sight, hand } = act;
  const key = await place.session.users.createKey(sight.user.name, hand.decide());
  await store(act, key);
  const wasRead = (await verify(act, key)) === 'read';
  await putVerdict(act, key.id, wasRead);
  // With replicas the next look must show them in sync before the owner is told.
  const isTellingNext = place.canTell && sight.observation.secret?.replicas === undefined;
  return { key: key.id, notes: await promote(act, key.id, { isTellingNext }), wasRead, isTellingNext };
};

/** The fate of the key: its credential. Where that definitely failed, the tombstone; and only who wins that may delete the key. */
const store = async (act: Act<'ROTATE'>, key: NewKey): Promise<void> => {
  const { place, sight, step, hand } = act;
  const { arn } = registerOf(sight);
  try {
    const outcome = await place.session.vault.putVersion(
      {
        arn,
        versionId: versionIds.fate(key.id),
        value: () => credentialJson(sight.user.name, key),
        labels: [labels.pending(key.id), labels.replaces(step.key)],
      },
      hand.check(),
    );
    if (outcome === 'exists') throw new Stop('contradiction', `key ${key.id} was condemned before it was stored`);
  } catch (error) {
    // In doubt the key stays: the next run finds the credential stored, or condemns the key by CloudTrail's proof.
    if (isAwsFault(error) && error.kind !== 'doubtful') await takeBack(act, key);
    throw error;
  }
};

const takeBack = async ({ place, sight, hand }: Act<'ROTATE'>, key: NewKey): Promise<void> => {
  const { arn } = registerOf(sight);
  const { vault, users } = place.session;
  const outcome = await vault
    .putVersion(tombstone(arn, key.id), hand.check())
    // Not written, or nobody knows: the key is left to the rule for orphans.
    .catch(() => 'unknown' as const);
  if (outcome === 'written') await users.delete(sight.user.name, key.id, hand.decide());
};

const putVerdict = async ({ place, sight, hand }: Act<'ROTATE'>, key: AccessKeyId, wasRead: boolean): Promise<void> => {
  const { arn } = registerOf(sight);
  const outcome = await place.session.vault.putVersion(
    {
      arn,
      versionId: versionIds.verdict(key),
      value: () => JSON.stringify({ AccessKeyId: key, verdict: 'verified' }),
      labels: wasRead ? [labels.verified(key)] : [labels.verified(key), labels.unread(key)],
    },
    hand.check(),
  );
  if (outcome === 'exists') throw new Stop('contradiction', `key ${key} was given up while it was verified`);
};
