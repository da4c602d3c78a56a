import { type Handed, handoverFor } from '../../core/handover.ts';
import { LONGEST_HANDOVER } from '../../core/limits.ts';
import { HOUR, type Instant, instant, SECOND } from '../../core/time.ts';
import { isShown } from '../execute/lease.ts';
import { putPolicy } from '../execute/policy-steps.ts';
import { withLease } from '../execute/with-lease.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { deliver } from '../notices/deliver.ts';
import { noticeOfHandover } from '../notices/notices.ts';
import type { UserSnapshot } from '../observe/observe-user.ts';
import { registerOf } from '../observe/secret-of.ts';
import { deliveryFor } from '../run/enter-account.ts';
import type { RunDependencies } from '../run/request.ts';
import { labels } from '../secret/labels.ts';
import { type Handover, secretPolicy } from '../secret/policy.ts';
import { liveHandoverIn, readersIn, writersIn } from '../secret/policy-state.ts';
import { type HandoverResult, handoverResultOf } from './handover-result.ts';
import {
  type ActNames,
  type ActRefusal,
  type ActRequest,
  actOnUser,
  BUSY,
  CHANGED,
  type Entered,
  lookAt,
} from './one-user.ts';

/** Whose secret, and who is to read it. */
export interface HandoverRequest extends ActRequest {
  /** ARN of a role of the user's account; `undefined`: a handover is to end. */
  readonly to: string | undefined;
  /** Whole hours, 24 at most. */
  readonly hours: number;
}

const NAMES: ActNames = {
  refused: 'handover-refused',
  unfinished: 'handover-unfinished',
  whereExempt: 'keyturn leaves this account alone: give the owner a key by hand',
};

/**
 * Lets a role read one user's secret for a while, and tells the owner and the admins: help for who comes back when no
 * key is left to read the new one with. Throws a {@link Fault}: `handover-refused`, with the reason, or
 * `handover-unfinished` where AWS stopped it.
 */
export const handOver = async (request: HandoverRequest, dependencies: RunDependencies): Promise<HandoverResult> => {
  const done = await actOnUser(request, dependencies, NAMES, (entered) => handOverIn(entered, request));
  const [user = ''] = request.scope.users;
  return handoverResultOf({ runId: dependencies.runId, mode: request.mode, user, ...done });
};

interface Done {
  readonly key: Handed['key'];
  readonly secret: { readonly arn: string; readonly region: string };
  readonly handover: Handover | undefined;
  readonly before: Handover | undefined;
  readonly isTold: boolean;
}

const handOverIn = async (entered: Entered, { mode, to, hours }: HandoverRequest): Promise<Done> => {
  const { context, request, dependencies } = entered;
  const snapshot = await lookAt(entered);
  const { key } = decide(entered, snapshot);
  if (to !== undefined) refuseReader(entered, snapshot, to);
  const handover = to === undefined ? undefined : { to, until: endAfter(hours, context.clock.now()) };
  const { arn } = registerOf(snapshot);
  const done = {
    key,
    secret: { arn, region: context.session.region },
    handover,
    before: liveHandoverIn(snapshot.raw?.policy, context.clock.now()),
    isTold: false,
  };
  if (mode === 'plan') return done;
  if (handover !== undefined) await refuseInvalid(entered, snapshot, handover);
  const seen = await underClaim(entered, { snapshot, handover });
  if (handover === undefined) return done;
  const told = await deliver(context, deliveryFor(request, dependencies), [
    noticeOfHandover(context, { key: seen.key, handover, snapshot: seen.snapshot }),
  ]);
  for (const { failure } of told) if (failure !== undefined) context.remark(failure);
  return { ...done, key: seen.key, isTold: told.length > 0 && told.every(({ failure }) => failure === undefined) };
};

/** A policy names whole seconds. */
const endAfter = (hours: number, now: Instant): Instant =>
  instant(Math.floor((now + Math.min(hours * HOUR, LONGEST_HANDOVER)) / SECOND) * SECOND);

const decide = ({ context: { settings, clock }, refuse }: Entered, { observation }: UserSnapshot): Handed => {
  const decided = handoverFor(observation, settings.policy, clock.now());
  if (decided.kind === 'REFUSED') throw refuse(decided);
  return decided;
};

/** Whom the secret cannot or must not be handed to. */
const refuseReader = ({ context, account, refuse }: Entered, { raw }: UserSnapshot, to: string): void => {
  const { session, settings } = context;
  const [, partition, , , of] = to.split(':');
  const why: readonly (ActRefusal | false)[] = [
    (partition !== session.caller.partition || of !== account.id) && {
      why: `${to} is no role of account ${account.id}`,
      remedy: `give a role of the user's own account, as arn:${session.caller.partition}:iam::${account.id}:role/on-call`,
    },
    to.split('/').at(-1) === settings.memberRole && {
      why: `${to} is keyturn's own role, which reads no credential`,
      remedy: 'give the role of a person, or of the machine that needs the key',
    },
    readersIn(raw?.policy).includes(to) && {
      why: `${to} reads this secret for good already, by the setting readers`,
      remedy: 'take the key as that role; there is nothing to hand over',
    },
  ];
  const found = why.find((each) => each !== false);
  if (found) throw refuse(found);
};

interface Wanted {
  readonly snapshot: UserSnapshot;
  readonly handover: Handover | undefined;
}

/** Looks again under the claim, and puts the policy. */
const underClaim = async (
  entered: Entered,
  { snapshot, handover }: Wanted,
): Promise<{ readonly key: Handed['key']; readonly snapshot: UserSnapshot }> => {
  const { context, refuse } = entered;
  const { arn } = registerOf(snapshot);
  const outcome = await withLease(context, { snapshot, arn }, async (lease) => {
    const again = await lease.look({ forced: false, allowance: 'free' });
    if (again === undefined || !isShown(again.raw, lease.claim, labels.claim)) throw refuse(CHANGED);
    const { key } = decide(entered, again);
    await put(entered, { arn, policy: policyWith(again, handover) }, lease.fenceFor(again));
    return { key, snapshot: again };
  });
  if (outcome === 'busy') throw refuse(BUSY);
  return outcome;
};

/** AWS takes no policy that names a role which is not there: the first words say so before anything is written. */
const refuseInvalid = async (
  { context, refuse }: Entered,
  snapshot: UserSnapshot,
  handover: Handover,
): Promise<void> => {
  const { arn } = registerOf(snapshot);
  try {
    const [problem] = await context.session.secretStore.validatePolicy(arn, policyWith(snapshot, handover));
    if (problem !== undefined) throw refuse(notTaken(problem));
  } catch (error) {
    // Whoever may not ask learns it from the write itself.
    if (!isAwsFault(error)) throw error;
  }
};

const put = async (
  { context, refuse }: Entered,
  policy: Parameters<typeof putPolicy>[1],
  fence: Parameters<typeof putPolicy>[2],
): Promise<void> => {
  try {
    await putPolicy(context, policy, fence);
  } catch (error) {
    if (isAwsFault(error, 'invalid')) throw refuse(notTaken(error.message));
    throw error;
  }
};

const notTaken = (problem: string): ActRefusal => ({
  why: `AWS does not take the policy: ${problem}`,
  remedy: 'see whether the role exists, and give its ARN whole, with its path; nothing was changed',
});

/** Writers and readers for good stay those that the policy names. */
const policyWith = ({ user, raw }: UserSnapshot, handover: Handover | undefined): string =>
  secretPolicy(user, writersIn(raw?.policy), { readers: readersIn(raw?.policy), handover });
