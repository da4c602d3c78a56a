import { isSameUndo, type Undo, undoFor } from '../../core/undo.ts';
import { isShown } from '../execute/lease.ts';
import { carryOutUndo } from '../execute/undo.ts';
import { withLease } from '../execute/with-lease.ts';
import type { Fault } from '../faults/fault.ts';
import { deliver } from '../notices/deliver.ts';
import { noticeAfterUndo, type Undone } from '../notices/notices.ts';
import type { UserSnapshot } from '../observe/observe-user.ts';
import { registerOf } from '../observe/secret-of.ts';
import { deliveryFor } from '../run/enter-account.ts';
import type { RunDependencies } from '../run/request.ts';
import { labels } from '../secret/labels.ts';
import { type ActNames, type ActRequest, actOnUser, BUSY, CHANGED, type Entered, lookAt } from './one-user.ts';
import { type UndoResult, undoResultOf } from './undo-result.ts';

const NAMES: ActNames = {
  refused: 'undo-refused',
  unfinished: 'undo-unfinished',
  whereExempt: 'keyturn leaves this account alone: a key in it can be re-activated by hand',
};

/**
 * Takes back the latest step that can be undone for one user, and tells its owner. Throws a {@link Fault}:
 * `undo-refused` where nothing can be undone, with the reason; `undo-unfinished` where it was stopped in between.
 */
export const undo = async (request: ActRequest, dependencies: RunDependencies): Promise<UndoResult> => {
  const done = await actOnUser(request, dependencies, NAMES, undoIn);
  const [user = ''] = request.scope.users;
  return undoResultOf({ runId: dependencies.runId, mode: request.mode, user, ...done });
};

interface Done {
  readonly undo: Undo;
  readonly isTold: boolean;
}

const undoIn = async (entered: Entered): Promise<Done> => {
  const { request, dependencies, context } = entered;
  const snapshot = await lookAt(entered);
  const seen = { snapshot, undo: decide(entered, snapshot) };
  if (request.mode === 'plan') return { undo: seen.undo, isTold: false };
  const done = await underClaim(entered, seen);
  const told = await deliver(context, deliveryFor(request, dependencies), [noticeAfterUndo(context, done)]);
  for (const { failure } of told) if (failure !== undefined) context.remark(failure);
  return { undo: done.undo, isTold: told.length > 0 && told.every(({ failure }) => failure === undefined) };
};

const decide = ({ context: { settings, clock }, refuse }: Entered, { observation }: UserSnapshot): Undo => {
  const decided = undoFor(observation, settings.policy, clock.now());
  if (decided.kind === 'REFUSED') throw refuse(decided);
  return decided;
};

/** Looks again under the claim, and acts only if it sees the very same thing to undo. */
const underClaim = async (
  entered: Entered,
  { snapshot, undo: first }: Pick<Undone, 'undo' | 'snapshot'>,
): Promise<Undone> => {
  const { context, refuse } = entered;
  const { arn } = registerOf(snapshot);
  const outcome = await withLease(context, { snapshot, arn }, async (lease) => {
    const again = await lease.look({ forced: false, allowance: 'free' });
    // A secret that was deleted or changed hands since the claim was taken has taken the claim with it; and a read that
    // does not show the claim is late.
    if (again === undefined || !isShown(again.raw, lease.claim, labels.claim)) throw refuse(CHANGED);
    const decided = decide(entered, again);
    if (!isSameUndo(first, decided)) throw refuse(CHANGED);
    const fence = lease.fenceFor(again);
    return { undo: decided, snapshot: again, notes: await carryOutUndo({ context, snapshot: again, fence }, decided) };
  });
  if (outcome === 'busy') throw refuse(BUSY);
  return outcome;
};
