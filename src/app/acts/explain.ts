import { type DateAhead, datesAhead } from '../../core/dates-ahead.ts';
import { type ExplainedPlan, explainPlan } from '../../core/plan.ts';
import type { Fault } from '../faults/fault.ts';
import { type OwnerSeen, ownerSeen } from '../notices/owner-seen.ts';
import { holderOf, type UserSnapshot } from '../observe/observe-user.ts';
import type { RunDependencies } from '../run/request.ts';
import { run } from '../run/run.ts';
import { labels } from '../secret/labels.ts';
import { type ExplainResult, explainResultOf } from './explain-result.ts';
import { type ActNames, type ActRequest, actOnUser, type Entered, lookAt } from './one-user.ts';

export interface ExplainRequest extends Pick<ActRequest, 'scope' | 'settings'> {
  /** Where each setting of the policy came from, by its path; one that is not there has its default. */
  readonly origins: Readonly<Record<string, string>>;
}

const NAMES: ActNames = {
  refused: 'user-unseen',
  unfinished: 'user-unseen',
  whereExempt: 'keyturn leaves such an account alone, and cannot enter it: ask again when it is active',
  entersExempt: true,
};

/**
 * Says of one user what keyturn sees, what it would do, and by which rule: a look of its own for the facts, and a plan
 * of that one user for what today's share and the account as a whole make of it. Changes nothing. Throws a
 * {@link Fault}: `user-unseen` where the user could not be looked at.
 */
export const explain = async (
  { origins, ...given }: ExplainRequest,
  dependencies: RunDependencies,
): Promise<ExplainResult> => {
  const request: ActRequest = { ...given, mode: 'plan' };
  const seen = await actOnUser(request, dependencies, NAMES, lookIn);
  const planned = await run({ ...request, isForced: false }, dependencies);
  return explainResultOf({ ...seen, planned, runId: dependencies.runId, policy: request.settings.policy, origins });
};

/** What one look showed, and what follows from it by itself. */
interface SeenUser {
  readonly snapshot: UserSnapshot;
  readonly explained: ExplainedPlan;
  readonly dates: readonly DateAhead[];
  readonly owner: OwnerSeen;
  readonly region: string;
  /** When the claim that stands on the secret was taken. */
  readonly claimedAt: number | undefined;
}

const lookIn = async (entered: Entered): Promise<SeenUser> => {
  const { context, exemption } = entered;
  const { settings, clock, session } = context;
  const seen = await lookAt(entered);
  const observation = { ...seen.observation, exemption: exemption ?? seen.observation.exemption };
  const now = clock.now();
  return {
    snapshot: { ...seen, observation },
    explained: explainPlan(observation, settings.policy, now),
    dates: datesAhead(observation, settings.policy, now),
    owner: ownerSeen(context, seen.user.tags),
    region: session.region,
    claimedAt: claimedAt(seen),
  };
};

const claimedAt = ({ raw }: UserSnapshot): number | undefined => {
  const id = raw && holderOf(raw.versions, labels.claim);
  return raw?.versions.find((version) => version.id === id)?.createdAt;
};
