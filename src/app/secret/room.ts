import type { AccessKeyId } from '../../core/keys.ts';
import { labels } from './labels.ts';
import { tagKeys } from './tags.ts';

/** Staging labels over all versions of a secret (Secrets Manager's quotas). */
const LABELS_PER_SECRET = 20;

/** Tags of a secret, AWS's own not counted (API reference, TagResource). */
const TAGS_PER_SECRET = 50;

/** Stand for keys whose ids do not matter here. */
const [NEXT, OLD] = ['NEXT' as AccessKeyId, 'OLD' as AccessKeyId];

/** All that the secret holds once a new key of ours is current, and until the old one is gone. */
const labelsToCome: readonly string[] = [
  labels.current,
  'AWSPREVIOUS',
  labels.claim,
  labels.idle,
  labels.pending(NEXT),
  labels.replaces(OLD),
  labels.verified(NEXT),
  labels.unread(NEXT),
  labels.undone(NEXT),
];

const tagsToCome: readonly string[] = [
  tagKeys.userId,
  tagKeys.deployment,
  tagKeys.schema,
  tagKeys.givenUp,
  tagKeys.undone,
  tagKeys.retired,
  tagKeys.writers,
  ...[NEXT, OLD].flatMap((key) => [tagKeys.life(key), tagKeys.mail(key)]),
];

/**
 * Whether a secret has no room for all that one more key brings. It is asked before a key is made: a label or a tag
 * that does not fit afterwards would leave a key of which nobody knows what became.
 */
export const isFull = (labelled: readonly string[], tags: Readonly<Record<string, string>>): boolean =>
  new Set([...labelled, ...labelsToCome]).size > LABELS_PER_SECRET ||
  new Set([...Object.keys(tags).filter((tag) => !tag.startsWith('aws:')), ...tagsToCome]).size > TAGS_PER_SECRET;
