import { isKeyDenied } from '../faults/denied.ts';
import { registerOf } from '../observe/secret-of.ts';
import type { SecretVersion } from '../ports/secrets-manager.ts';
import { labels } from '../secret/labels.ts';
import { encodeFailures, tagKeys } from '../secret/tags.ts';
import { versionIds } from '../secret/version-ids.ts';
import type { StepContext } from './step-context.ts';

/**
 * What keyturn remembers of a denial lasts as long as the secret does: Secrets Manager's longest recovery window. A
 * secret that is marked for deletion costs nothing (its user guide, "Delete an AWS Secrets Manager secret").
 */
const REMEMBERED_DAYS = 30;

/**
 * AWS denied the user a new key, so that nothing was made: that is noted on the secret, and a secret in which nobody
 * ever stored anything is scheduled for deletion, under our claim. Where that fails, the next denial does it.
 */
export const afterDenial = async (stepContext: StepContext<'ROTATE'>, failure: unknown): Promise<never> => {
  if (isKeyDenied(failure)) await takeBackSecret(stepContext).catch(() => undefined);
  throw failure;
};

const takeBackSecret = async ({ context, snapshot, fence }: StepContext<'ROTATE'>): Promise<void> => {
  const { arn } = registerOf(snapshot);
  const { secretStore } = context.session;
  const count = (snapshot.observation.secret?.denied?.count ?? 0) + 1;
  await secretStore.tag(arn, { [tagKeys.denied]: encodeFailures(count, context.clock.now()) }, fence.now());
  if (isEmpty(await secretStore.versions(arn), snapshot.user.id))
    await secretStore.scheduleDeletion(arn, REMEMBERED_DAYS, fence.now());
};

/** The placeholder is current, and there is nothing else but claims, each of which follows from the one before. */
const isEmpty = (versions: readonly SecretVersion[], userId: string): boolean => {
  const genesis = versionIds.genesis(userId);
  const known = new Set([genesis]);
  for (let next = genesis; known.size <= versions.length; known.add(next)) next = versionIds.claim(next);
  const isCurrent = versions.some(({ id, labels: on }) => id === genesis && on.includes(labels.current));
  return isCurrent && versions.every(({ id }) => known.has(id));
};
