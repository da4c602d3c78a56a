import type { Instant } from '../../core/time.ts';
import { holderOf } from '../observe/observe-user.ts';
import type { Signed } from '../ports/clock.ts';
import type { SecretStore, SecretVersion } from '../ports/secrets-manager.ts';
import type { AccountSession } from '../ports/sts.ts';
import { labels } from '../secret/labels.ts';
import type { RawSecret } from '../secret/read-state.ts';
import { versionIds } from '../secret/version-ids.ts';
import type { RequestFence } from './request-fence.ts';
import { untilSeen, type Waiting } from './until-seen.ts';

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

interface ClaimParts extends Waiting {
  readonly session: Pick<AccountSession, 'secretStore'>;
}

/**
 * Takes the claim, or `lost`. Whoever saw the same head derives the same version id and sends other bytes, so at most
 * one wins. It also proves that this worker can write to the secret with its KMS key, before anything is created.
 * What was seen may be late: where the next claim was taken already, the chain is read until it shows that one, and
 * followed once if it was released.
 */
export const takeClaim = async (
  parts: ClaimParts,
  request: ClaimRequest,
  fence: Pick<RequestFence, 'now'>,
): Promise<Claim | 'lost'> => {
  const first = await claimAfter(headOf(request), { parts, request, signed: fence.now() });
  if (first !== 'lost') return first;
  const versions = await chainBeyond(parts, request);
  const head = headOf({ ...request, versions });
  const isFree = head !== headOf(request) && versions.some(({ id, labels: on }) => id === head && isReleased(on));
  return isFree ? claimAfter(head, { parts, request, signed: fence.now() }) : 'lost';
};

const claimAfter = async (
  head: string,
  {
    parts,
    request: { arn, nonce },
    signed,
  }: { readonly parts: ClaimParts; readonly request: ClaimRequest; readonly signed: Signed },
): Promise<Claim | 'lost'> => {
  const versionId = versionIds.claim(head);
  const outcome = await parts.session.secretStore.putVersion(
    { arn, versionId, value: () => JSON.stringify({ worker: nonce }), labels: [labels.claim] },
    signed,
  );
  return outcome === 'exists' ? 'lost' : { versionId, claimedAt: signed.signedAt };
};

/** The versions, once they show the claim that was in our way. */
const chainBeyond = (parts: ClaimParts, request: ClaimRequest): Promise<readonly SecretVersion[]> => {
  const taken = versionIds.claim(headOf(request));
  return untilSeen(parts, {
    read: () => parts.session.secretStore.versions(request.arn),
    isSeen: (versions) => versions.some(({ id }) => id === taken),
  });
};

const isReleased = (on: readonly string[]): boolean => on.includes(labels.idle);

const headOf = (request: ClaimRequest): string => holderOf(request.versions, labels.claim) ?? endOfChain(request);

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

/**
 * Whether both reads of a secret show this label on our claim: then they show all that was written before it, tags
 * included. A late read of either does not.
 */
export const isShown = (raw: RawSecret | undefined, { versionId }: Claim, label: string): boolean =>
  raw !== undefined &&
  holderOf(raw.versions, label) === versionId &&
  (raw.description.labels[versionId]?.includes(label) ?? false);
