import type { AccessKeyId } from '../../core/keys.ts';

/**
 * Staging labels. One that settles a key's case carries the key's id, so that it never moves to another key's version.
 */
export const labels = {
  current: 'AWSCURRENT',
  claim: 'KEYTURN_CLAIM',
  /** On the version of the claim that was released. */
  idle: 'KEYTURN_IDLE',
  pending: (key: AccessKeyId): string => `KEYTURN_PENDING_${key}`,
  replaces: (old: AccessKeyId): string => `KEYTURN_REPLACES_${old}`,
  tombstone: (key: AccessKeyId): string => `KEYTURN_TOMBSTONE_${key}`,
  verified: (key: AccessKeyId): string => `KEYTURN_VERIFIED_${key}`,
  /** Beside `verified`: the key authenticated, but its owner's read could not be shown. */
  unread: (key: AccessKeyId): string => `KEYTURN_UNREAD_${key}`,
  abandoned: (key: AccessKeyId): string => `KEYTURN_ABANDONED_${key}`,
  /** On the version of a key that a person went back from. */
  undone: (key: AccessKeyId): string => `KEYTURN_UNDONE_${key}`,
} as const;

const keyLabel = /^KEYTURN_(?:PENDING|REPLACES|TOMBSTONE|VERIFIED|UNREAD|ABANDONED|UNDONE)_([A-Z0-9]{16,128})$/;

/** The key that a label is about, if it is about one. */
export const keyOfLabel = (label: string): AccessKeyId | undefined =>
  keyLabel.exec(label)?.[1] as AccessKeyId | undefined;
