import type { Instant } from '../../core/time.ts';
import { holderOf } from '../observe/observe-user.ts';
import type { Signed } from '../ports/clock.ts';
import type { SecretStore, SecretVersion } from '../ports/secrets-manager.ts';
import { labels } from '../secret/labels.ts';
import { versionIds } from '../secret/version-ids.ts';

/** A lease on one user's secret, in the secret itself. */
export interface Claim {
  readonly versionId: string;
  /** By our clock, before the request was sent: no later than the lease's start. */
  readonly claimedAt: Instant;
}

export interface ClaimRequest {
  readonly arn: string;
  readonly userId: string;
  readonly versions: readonly SecretVersion[];
  readonly nonce: string;
}

/**
 * Takes the claim, or `lost`. Whoever saw the same head derives the same version id and sends other bytes, so at most
 * one wins. It also proves that this worker can write to the secret with its KMS key, before anything is created.
 */
export const takeClaim = async (
  secretStore: SecretStore,
  request: ClaimRequest,
  signed: Signed,
): Promise<Claim | 'lost'> => {
  const head = holderOf(request.versions, labels.claim) ?? endOfChain(request);
  const versionId = versionIds.claim(head);
  const outcome = await secretStore.putVersion(
    { arn: request.arn, versionId, value: () => JSON.stringify({ worker: request.nonce }), labels: [labels.claim] },
    signed,
  );
  return outcome === 'exists' ? 'lost' : { versionId, claimedAt: signed.signedAt };
};

/** Somebody took the label off: the last claim is found by walking from the first. */
const endOfChain = ({ userId, versions }: ClaimRequest): string => {
  const known = new Set(versions.map(({ id }) => id));
  let head = versionIds.genesis(userId);
  while (known.has(versionIds.claim(head))) head = versionIds.claim(head);
  return head;
};

/** Lets the next worker in at once. If this fails, the lease runs out by itself. */
export const releaseClaim = async (
  secretStore: SecretStore,
  { arn, versions, claim }: { arn: string; versions: readonly SecretVersion[]; claim: Claim },
  signed: Signed,
): Promise<void> => {
  const from = holderOf(versions, labels.idle);
  await secretStore.moveLabel({ arn, label: labels.idle, from, to: claim.versionId }, signed);
};
