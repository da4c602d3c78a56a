import type { AccessKeyId } from './keys.ts';
import type { Instant } from './time.ts';

/** On what ground a key may be deactivated or deleted. Each has its own guard. */
export type Ground =
  /** It has a promoted, verified, told successor. */
  | 'predecessor'
  /** A foreign key, by a setting of the organization, announced before. */
  | 'policy'
  /** Ours, stored, but never verified: nobody was ever told of it. */
  | 'abandoned'
  /** Ours, by CloudTrail's proof, but its secret was lost before it was stored. */
  | 'condemned';

/** The one next thing to do for a user. */
export type Step =
  | { readonly kind: 'NOTHING' }
  | { readonly kind: 'RESTORE_SECRET' }
  /** Put the resource policy back to the letter; graces count from here. `key`: the one that AWSCURRENT names. */
  | { readonly kind: 'REPAIR_POLICY'; readonly key: AccessKeyId | undefined }
  /** Put today's form of the resource policy where an earlier one of keyturn stands; no clock starts again. */
  | { readonly kind: 'UPDATE_POLICY' }
  /** Note that a policy that names its writers was put, or that a later run could write under it. */
  | { readonly kind: 'NOTE_WRITER' }
  /** Take KEYTURN_PENDING_<key> off. `gone`: the key no longer exists, which two reads must show. */
  | { readonly kind: 'CLEAR'; readonly key: AccessKeyId; readonly gone: boolean }
  | { readonly kind: 'PROMOTE'; readonly key: AccessKeyId }
  /** Write the verdict `abandoned`, unless `verified` stands. */
  | { readonly kind: 'ABANDON'; readonly key: AccessKeyId }
  | { readonly kind: 'NOTE'; readonly key: AccessKeyId; readonly fact: 'promotedAt' | 'inactiveSince' }
  /** A human re-activated the key: forget its retirement and start its clocks again. */
  | { readonly kind: 'UN_NOTE'; readonly key: AccessKeyId }
  /** Write the tombstone of a key whose secret was lost. */
  | { readonly kind: 'CONDEMN'; readonly key: AccessKeyId }
  /** Mail the owner that the successor is ready. */
  | { readonly kind: 'TELL'; readonly key: AccessKeyId }
  /** Mail that `key` will be deactivated, not before `on`, and perhaps only unless it is used. */
  | {
      readonly kind: 'WARN';
      readonly key: AccessKeyId;
      readonly ground: Ground;
      readonly on: Instant;
      readonly isUnlessUsed: boolean;
    }
  /** Mail that `key` will be deleted, not before `on`. */
  | { readonly kind: 'ANNOUNCE'; readonly key: AccessKeyId; readonly ground: Ground; readonly on: Instant }
  /** Mail that the old key is still in use, weekly. */
  | { readonly kind: 'REMIND'; readonly key: AccessKeyId }
  /** Mail that `key` was deactivated, and until when that can be undone. */
  | { readonly kind: 'TELL_DEACTIVATED'; readonly key: AccessKeyId }
  /** Mail that `key` is active again, by a person's hand. */
  | { readonly kind: 'TELL_REACTIVATED'; readonly key: AccessKeyId }
  /** Mail what the owner must clear up himself; `key` is the one that may go. */
  | { readonly kind: 'ASK'; readonly key: AccessKeyId }
  | { readonly kind: 'ROTATE'; readonly key: AccessKeyId }
  | { readonly kind: 'DEACTIVATE'; readonly key: AccessKeyId; readonly ground: Ground }
  | { readonly kind: 'DELETE'; readonly key: AccessKeyId; readonly ground: Ground };

export type StepKind = Step['kind'];

/** Steps that take something away. */
export const isDestructive = (step: Step): boolean => step.kind === 'DEACTIVATE' || step.kind === 'DELETE';

const noticeKinds = ['TELL', 'WARN', 'ANNOUNCE', 'REMIND', 'TELL_DEACTIVATED', 'TELL_REACTIVATED', 'ASK'] as const;

export type NoticeKind = (typeof noticeKinds)[number];

/** Steps that are a mail and the note that it was accepted: they need no claim. */
export const isNotice = (step: Step): step is Extract<Step, { kind: NoticeKind }> =>
  noticeKinds.some((kind) => kind === step.kind);

/** True when both ask for the very same thing: a second look must confirm the first before anything is done. */
export const isSameStep = (a: Step, b: Step): boolean =>
  a.kind === b.kind && keyOf(a) === keyOf(b) && groundOf(a) === groundOf(b) && matterOf(a) === matterOf(b);

export const keyOf = (step: Step): AccessKeyId | undefined => ('key' in step ? step.key : undefined);

const groundOf = (step: Step): Ground | undefined => ('ground' in step ? step.ground : undefined);

/** What else tells two steps of one kind apart. The date a mail names is none: it moves between two looks. */
const matterOf = (step: Step): string | boolean | undefined =>
  step.kind === 'NOTE' ? step.fact : step.kind === 'CLEAR' ? step.gone : undefined;
