import { UNDONE_OFTEN } from '../../core/limits.ts';
import type { PolicyUpdates } from '../../core/observation.ts';
import { DAY, HOUR, type Instant, plus } from '../../core/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { SecretDescription } from '../ports/secrets-manager.ts';
import { tagKeys } from '../secret/tags.ts';
import { decodeUndone } from '../secret/undone.ts';
import { refusedAt, writerNoted } from '../secret/writer-tag.ts';
import type { ListedSecrets } from './list-secrets.ts';

interface UpdateParts {
  readonly writers: readonly string[] | undefined;
  /** `undefined`: they could not be listed. */
  readonly secrets: () => Promise<ListedSecrets | undefined>;
  readonly clock: Pick<Clock, 'now'>;
}

/** A secret that shows nothing for so long, as of a user who was exempted since, keeps the others waiting no more. */
const AWAITED_FOR = 30 * DAY;

/** A secret whose policy AWS did not take lets others go first: on the next day. */
const REFUSAL_RESTS = 36 * HOUR;

/** A later run may still write to it, and show by that what the others wait for. */
const isAwaited = (secret: SecretDescription, writers: readonly string[], now: Instant): boolean => {
  const since = writerNoted(writers, secret.tags);
  return typeof since === 'number' && now < plus(since, AWAITED_FOR) && !isLeftAlone(secret, { since, now });
};

/**
 * keyturn writes nothing to it: of a user who is gone; that Secrets Manager rotates, or a person holds; whose policy is
 * changed by somebody each time, so that it is a question to a person.
 */
const isLeftAlone = (
  { tags, deletionAt, isRotationEnabled }: SecretDescription,
  { since, now }: { readonly since: Instant; readonly now: Instant },
): boolean => {
  const isGone = deletionAt !== undefined || tags[tagKeys.gone] !== undefined;
  const isHeld = isRotationEnabled || tags[tagKeys.hold] !== undefined;
  const repairs = decodeUndone(tags[tagKeys.undone]).get('REPAIR_POLICY')?.count ?? 0;
  return isGone || isHeld || (repairs >= UNDONE_OFTEN - 1 && now >= plus(since, REFUSAL_RESTS));
};

/** Of a live user, and nothing is noted of today's writers: its policy may be of an earlier form. */
const isOfOthers = ({ tags, deletionAt }: SecretDescription, writers: readonly string[]): boolean =>
  tags[tagKeys.userId] !== undefined &&
  tags[tagKeys.gone] === undefined &&
  deletionAt === undefined &&
  writerNoted(writers, tags) === 'unnoted';

/**
 * Policies that name their writers come to the secrets of an account one after the other: whether keyturn itself can
 * write under them must be seen in one secret first, by a later run. Nobody would be locked out of more than that one.
 */
export interface WriterRollout {
  /** `first`: no secret of the account has today's writers yet. */
  readonly state: () => Promise<PolicyUpdates>;
  /** True of a secret that may be brought up to date before the others, once {@link state} is known. */
  readonly mayBeFirst: (secretArn: string) => boolean;
  /** True of a secret that the others wait for, once {@link state} is known. */
  readonly isAwaited: (secretArn: string) => boolean;
  /** The state for one secret of an earlier form: whichever asks first is the first, in this run. */
  readonly ofEarlier: (secretArn: string) => Promise<PolicyUpdates>;
  /** The same for one that has today's form: `shown`, unless others wait for it, or may. */
  readonly ofCurrent: () => Promise<PolicyUpdates>;
  /** AWS refuses an update here: none is tried again in this run. */
  readonly stop: () => void;
  /** Others of the account wait until one shows that keyturn can write. */
  readonly wantProof: () => void;
}

export const createWriterRollout = ({ writers, secrets, clock }: UpdateParts): WriterRollout => {
  let first: string | undefined;
  let isProofWanted = false;
  let isStopped = false;
  /** Secrets that were to be the first. */
  const awaited = new Set<string>();
  /** Secrets whose policy AWS did not take lately. */
  const refused = new Set<string>();
  const state = async (): Promise<PolicyUpdates> => {
    if (writers === undefined) return 'shown';
    const listed = await secrets();
    if (listed === undefined) return 'wait';
    const all = [...listed.byName.values()];
    for (const { arn, tags } of all) {
      const at = refusedAt(writers, tags);
      if (at !== undefined && clock.now() < plus(at, REFUSAL_RESTS)) refused.add(arn);
    }
    if (all.some(({ tags }) => writerNoted(writers, tags) === 'shown')) return 'shown';
    // Whoever of them is looked at first: users are looked at side by side.
    if (all.some((secret) => isOfOthers(secret, writers))) isProofWanted = true;
    for (const secret of all) if (isAwaited(secret, writers, clock.now())) awaited.add(secret.arn);
    return awaited.size > 0 ? 'wait' : 'first';
  };
  let known: Promise<PolicyUpdates> | undefined;
  const once = (): Promise<PolicyUpdates> => {
    known ??= state();
    return known;
  };
  return {
    state: once,
    mayBeFirst: (arn) => !refused.has(arn),
    isAwaited: (arn) => awaited.has(arn),
    ofCurrent: async () => {
      if (isStopped) return 'shown';
      const found = await once();
      return isProofWanted ? found : 'shown';
    },
    stop: () => {
      isStopped = true;
    },
    wantProof: () => {
      isProofWanted = true;
    },
    ofEarlier: async (arn) => {
      if (isStopped) return 'wait';
      const found = await once();
      // An earlier run noted it, and ended before it put the policy.
      if (awaited.has(arn)) return 'first';
      if (refused.has(arn)) return 'wait';
      if (found === 'wait') isProofWanted = true;
      if (found !== 'first') return found;
      first ??= arn;
      return first === arn ? 'first' : 'wait';
    },
  };
};
