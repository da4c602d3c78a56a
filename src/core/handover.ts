import type { AccessKeyId } from './keys.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';
import { type Refused, refused, whyLeftAlone } from './refused.ts';
import type { Instant } from './time.ts';
import { viewOf } from './view.ts';

/** What a role may be let read for a while: the key that AWSCURRENT names. */
export interface Handed {
  readonly kind: 'HAND_OVER';
  readonly key: AccessKeyId;
}

/**
 * Whether a person may let a role read this user's secret, or end that: where keyturn keeps the secret, its policy is
 * keyturn's own, and there is a live key to read. Pure: the same facts give the same answer.
 */
export const handoverFor = (observation: Observation, policy: Policy, now: Instant): Handed | Refused => {
  const view = viewOf(observation, policy, now);
  const leftAlone = whyLeftAlone(view, {
    nothingYet: 'there is no secret to hand over: keyturn has made no key for this user',
    byHand: 'give the owner a key by hand: aws iam create-access-key',
  });
  if (leftAlone) return leftAlone;
  if (view.secret?.policy === 'changed')
    return refused(
      "the secret's resource policy is not keyturn's",
      'run `keyturn apply` for this user, which puts it back, then ask again',
    );
  const key = view.active.find(({ id }) => id === view.secret?.current);
  return key === undefined
    ? refused(
        'AWSCURRENT names no active key of this user: there is nothing to hand over',
        'run `keyturn plan` for this user, which says what is to be done',
      )
    : { kind: 'HAND_OVER', key: key.id };
};
