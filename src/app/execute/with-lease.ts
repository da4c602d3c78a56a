import { AwsFault, isAwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { type ObserveOptions, observe, type ReportedSnapshot, type UserSnapshot } from '../observe/observe-user.ts';
import { registerOf } from '../observe/secret-of.ts';
import { labels } from '../secret/labels.ts';
import { writersIn } from '../secret/policy-state.ts';
import { isWriter } from '../secret/writers.ts';
import { type Claim, isShown, releaseClaim, takeClaim } from './lease.ts';
import { createRequestFence, type RequestFence } from './request-fence.ts';
import { untilSeen } from './until-seen.ts';

/** The right to act on one user while nobody else may. */
export interface Lease {
  readonly claim: Claim;
  /**
   * Looks at the user live, under the claim, until the secret shows the claim: for a minute, then what was seen last.
   * `undefined`: the user does not exist any more.
   */
  readonly look: (options: Omit<ObserveOptions, 'ourClaim' | 'claimedArn'>) => Promise<UserSnapshot | undefined>;
  /** Lets requests be sent under the claim, on the word of a look that was taken under it. */
  readonly fenceFor: (snapshot: UserSnapshot) => RequestFence;
}

/** Whose lease: the last look at the user, and the secret, which may be younger than that look. */
export interface LeaseSubject {
  readonly snapshot: ReportedSnapshot;
  readonly arn: string;
}

/**
 * Acts under the claim on a user's secret, or says `busy`: another worker has it. The act is free to do nothing; it
 * looks first, since whatever was seen before the claim may be over.
 */
export const withLease = async <T>(
  context: AccountContext,
  { snapshot, arn }: LeaseSubject,
  act: (lease: Lease) => Promise<T>,
): Promise<T | 'busy'> => {
  const claim = await claimOn(context, { snapshot, arn });
  if (claim === 'lost') return 'busy';
  let latest: ReportedSnapshot | undefined = snapshot;
  const look: Lease['look'] = async (options) => {
    const seen = await untilSeen(context, {
      read: () => observe(context, snapshot.user.name, { ...options, ourClaim: claim.versionId, claimedArn: arn }),
      isSeen: (answer) => answer === undefined || isShown(answer.raw, claim, labels.claim),
    });
    latest = seen;
    return seen;
  };
  try {
    const outcome = await act({ claim, look, fenceFor: (seen) => fenceFor(context, seen, claim) });
    await release(context, latest, claim);
    return outcome;
  } catch (error) {
    // In doubt the claim is kept: a request of ours may still be carried out, and nobody else should begin before that.
    if (!isAwsFault(error, 'doubtful')) await release(context, latest, claim);
    throw error;
  }
};

const claimOn = async (context: AccountContext, { snapshot, arn }: LeaseSubject): Promise<Claim | 'lost'> => {
  const { clock, deadline } = context;
  const fence = createRequestFence({ clock, deadline, claimedAt: undefined, observedAt: snapshot.observation.at });
  const versions = snapshot.raw?.versions ?? [];
  try {
    return await takeClaim(context, { arn, userId: snapshot.user.id, versions, nonce: context.nonce() }, fence);
  } catch (error) {
    throw (await shutOut(context, arn, error)) ?? error;
  }
};

/**
 * The claim's value hides AWS's own words: that the secret's policy names others as its writers is told here. It is
 * read anew, since a report tells nothing of it.
 */
const shutOut = async ({ session }: AccountContext, arn: string, error: unknown): Promise<AwsFault | undefined> => {
  if (!isAwsFault(error, 'denied')) return undefined;
  const named = writersIn(await session.secretStore.policy(arn).catch(() => undefined));
  const { caller } = session.secretsHome;
  if (named === undefined || isWriter(caller.arn, named)) return undefined;
  const words = `with an explicit deny in a resource-based policy: it names who may change the secret, and ${caller.arn} is not among them`;
  return new AwsFault('denied', error.code, error.operation, words);
};

const fenceFor = ({ clock, deadline }: AccountContext, { observation }: ReportedSnapshot, claim: Claim): RequestFence =>
  createRequestFence({ clock, deadline, claimedAt: claim.claimedAt, observedAt: observation.at });

/**
 * A claim that cannot be released runs out by itself: never a reason to fail what was done. Nobody waits for that of a
 * user who is gone.
 */
const release = async (context: AccountContext, latest: ReportedSnapshot | undefined, claim: Claim): Promise<void> => {
  if (latest === undefined) return;
  try {
    const { arn, versions } = registerOf(latest);
    const fence = fenceFor(context, latest, claim);
    await releaseClaim(context.session.secretStore, { arn, versions, claim }, fence.now());
  } catch (error) {
    if (!isAwsFault(error) && !(error instanceof WorkStopped)) throw error;
  }
};
