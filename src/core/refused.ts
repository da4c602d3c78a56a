import { explain, remedyFor } from './reasons.ts';
import { stop } from './rules/stop.ts';
import type { View } from './view.ts';

/** What a person asked for is not done: why, and what to do instead. */
export interface Refused {
  readonly kind: 'REFUSED';
  readonly why: string;
  readonly remedy: string;
}

export const refused = (why: string, remedy: string): Refused => ({ kind: 'REFUSED', why, remedy });

/** In whose secret a person can ask for nothing now. `byHand`: what to do where keyturn leaves the user alone. */
export const whyLeftAlone = (
  view: View,
  { nothingYet, byHand }: { readonly nothingYet: string; readonly byHand: string },
): Refused | undefined => {
  const stopped = stop(view);
  if (stopped)
    return refused(explain(stopped.reason, stopped.facts), remedyFor(stopped.reason, stopped.facts) ?? byHand);
  if (view.secret === undefined) return refused(nothingYet, byHand);
  if (view.secret.deletionAt !== undefined)
    return refused(
      'the secret of this user is scheduled for deletion, and nothing can be noted on it',
      'run `keyturn apply` for this user, which restores the secret, then ask again',
    );
  return view.secret.claim === 'busy'
    ? refused('another run is at work on this user', 'wait until it has ended, 35 minutes at most, and ask again')
    : undefined;
};
