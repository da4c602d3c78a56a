import type { Key } from '../keys.ts';
import type { Facts, ReasonCode } from '../reasons.ts';
import { isUseUnknown } from '../recorded-use.ts';
import { DAY, endOf, type Instant, latest, plus, wholeDays } from '../time.ts';
import {
  isCollected,
  isForeign,
  notesOf,
  nothing,
  offNotedAt,
  type Plan,
  usedByOwnerAt,
  type View,
  waitUntil,
} from '../view.ts';
import { announceThenDelete, askOwner, warnThenDeactivate } from './after-notice.ts';

/**
 * A sole due key that nobody used through idleDays, where the organization wants no successor for such. Of a key of
 * ours it must be known as well that nobody ever fetched it, unless its owner used it before.
 */
export const isUnwanted = (view: View, key: Key): boolean => {
  if (view.policy.unusedKeys !== 'retire') return false;
  const used = usedByOwnerAt(view, key);
  if (used !== undefined) return view.now >= idleAt(view, key);
  return isForeign(view, key) || isCollected(view, key.id) === 'no';
};

export const retireUnused = (view: View, key: Key): Plan => {
  const { now } = view;
  const idleFrom = idleAt(view, key);
  const used = usedByOwnerAt(view, key);
  const facts = {
    ageDays: wholeDays(key.createdAt, now),
    ...(used === undefined ? {} : { lastUsedDays: wholeDays(used, now) }),
  };
  return now < idleFrom
    ? waitUntil(view, 'waiting-policy', idleFrom)
    : deactivateByPolicy(view, key, { since: idleSince(view, key), end: idleFrom, act: 'unused-key', facts });
};

/** One of two keys that nobody used through idleDays, while the other is in use. */
export const retireIdle = (view: View, key: Key): Plan =>
  retireUnlessInDoubt(view, key, {
    since: idleSince(view, key),
    end: idleAt(view, key),
    act: 'idle-key',
    facts: { idleDays: wholeDays(idleSince(view, key), view.now) },
  });

/** Our key, where the owner made a newer one of his own and uses that. */
export const retireForOwnKey = (view: View, key: Key, own: Key): Plan =>
  retireUnlessInDoubt(view, key, {
    since: idleSince(view, key),
    end: idleSince(view, key),
    act: 'own-key-in-use',
    facts: { key: key.id, own: own.id },
  });

/** What nobody can tell is not taken for idle. */
const retireUnlessInDoubt = (view: View, key: Key, ground: PolicyGround): Plan =>
  isUseUnknown(view, key, key.createdAt)
    ? askOwner(view, key, nothing('usage-unknown', { key: key.id }))
    : deactivateByPolicy(view, key, ground);

/** When somebody last showed that the key matters: a use, its creation, or a re-activation by a person. */
const idleSince = (view: View, key: Key): Instant => {
  const sign = usedByOwnerAt(view, key) ?? key.createdAt;
  return latest(sign, notesOf(view, key).restartedAt ?? sign);
};

/** From when on the key is idle; evidence is counted to the full day. */
export const idleAt = (view: View, key: Key): Instant => plus(idleSince(view, key), view.policy.idleDays * DAY);

interface PolicyGround {
  readonly since: Instant;
  readonly end: Instant;
  readonly act: ReasonCode;
  readonly facts: Facts;
}

/** POLICY-DEACTIVATE: warned, accepted, warnDays ago, and nothing happened to the key since. */
const deactivateByPolicy = (view: View, key: Key, { since, end, act, facts }: PolicyGround): Plan => {
  if (view.observation.user.sendsBySmtp) return askOwner(view, key, nothing('smtp-user', { key: key.id }));
  const off = offNotedAt(notesOf(view, key));
  // Deactivated moments ago, and this read may be stale: rule 4 decides in the next run.
  if (off !== undefined) return waitUntil(view, 'waiting-policy', endOf(off, view.policy.recoveryGraceDays));
  return warnThenDeactivate(view, key, {
    ground: 'policy',
    since,
    end,
    isUnlessUsed: true,
    warning: act,
    waiting: 'waiting-policy',
    act,
    facts,
  });
};

/** POLICY-DELETE. */
export const deleteByPolicy = (view: View, key: Key): Plan =>
  announceThenDelete(view, key, {
    ground: 'policy',
    announcing: 'blocking-inactive-key',
    waiting: 'waiting-policy',
    act: 'blocking-inactive-key',
    facts: { key: key.id },
  });
