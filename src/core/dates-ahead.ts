import { type AccessKeyId, isActive, type Key } from './keys.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';
import { recoveryEnd } from './rules/after-notice.ts';
import { graceEnd, graceStart } from './rules/retire-predecessor.ts';
import { stop } from './rules/stop.ts';
import { endOf, type Instant } from './time.ts';
import { notesOf, type View, viewOf } from './view.ts';

/**
 * `due`: the key gets a successor from then on; `deactivation`, `deletion`: of an old key that another one replaced,
 * not before then: a use, a notice that is still owed, or the pace may delay it.
 */
export interface DateAhead {
  readonly what: 'due' | 'deactivation' | 'deletion';
  readonly key: AccessKeyId;
  readonly at: Instant;
}

/** What is still to come for a user's keys by today's facts and settings, the earliest first; of nobody left alone. */
export const datesAhead = (observation: Observation, policy: Policy, now: Instant): readonly DateAhead[] => {
  const view = viewOf(observation, policy, now);
  if (stop(view)) return [];
  const dates = view.keys.flatMap((key): DateAhead[] => {
    const { what, at } = nextOf(view, key);
    return at === undefined || at <= now ? [] : [{ what, key: key.id, at }];
  });
  return dates.toSorted((a, b) => a.at - b.at);
};

const nextOf = (view: View, key: Key): { readonly what: DateAhead['what']; readonly at: Instant | undefined } => {
  if (!view.predecessors.includes(key))
    return { what: 'due', at: isActive(key) ? endOf(key.createdAt, view.policy.rotateAfterDays) : undefined };
  if (isActive(key)) {
    const start = graceStart(view, key);
    return { what: 'deactivation', at: start && graceEnd(view, start) };
  }
  const { inactiveSince } = notesOf(view, key);
  return { what: 'deletion', at: inactiveSince && recoveryEnd(view, inactiveSince) };
};
