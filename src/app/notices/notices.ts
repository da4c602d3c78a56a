import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes } from '../../core/observation.ts';
import { explain, remedyFor } from '../../core/reasons.ts';
import { isNotice, type NoticeKind, type Step } from '../../core/step.ts';
import { endOf, type Instant } from '../../core/time.ts';
import type { Undo } from '../../core/undo.ts';
import type { Deactivated, Rotated } from '../execute/rotated.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { UserSnapshot } from '../observe/observe-user.ts';
import type { LivePlan } from '../observe/plan-user.ts';
import { currentKeyIn, notesIn, registerOf } from '../observe/secret-of.ts';
import type { Handover } from '../secret/policy.ts';
import type { Notice } from './digest.ts';

/** A notice that is owed, with what is needed to note on the secret that it was tried and accepted. */
export interface PendingNotice {
  readonly notice: Notice;
  readonly snapshot: UserSnapshot;
  readonly arn: string;
  readonly key: AccessKeyId;
  /** All that is noted of the key, as it stands now. */
  readonly notes: Notes;
  /** The try is noted already. */
  readonly isTried: boolean;
}

/** The notice that a plan asks for. */
export const noticeFor = (context: AccountContext, { snapshot, plan }: LivePlan): PendingNotice | undefined => {
  const { step } = plan;
  if (!isNotice(step)) return undefined;
  const current = currentKeyIn(snapshot);
  const isPolicy = 'ground' in step && step.ground === 'policy';
  const record = current && snapshot.observation.secret?.records.get(current);
  const isTell = step.kind === 'TELL';
  const isBack = plan.reason === 'went-back';
  return pending(context, snapshot, {
    kind: step.kind,
    key: step.key,
    otherKey: isTell ? record?.replaces : isPolicy ? undefined : current,
    on: isBack ? undefined : dateFor(context, step),
    isUnlessUsed: step.kind === 'WARN' && step.isUnlessUsed,
    reason: explain(plan.reason, plan.facts),
    remedy: remedyFor(plan.reason, plan.facts),
    isReadUnproven: record?.verdict.kind === 'verified' && !record.verdict.readByOwner,
    notes: notesIn(snapshot, step.key),
    isTried: false,
  });
};

const dateFor = (
  { clock, settings: { policy } }: AccountContext,
  step: Extract<Step, { kind: NoticeKind }>,
): Instant | undefined => {
  switch (step.kind) {
    case 'TELL':
    case 'TELL_REACTIVATED':
      return endOf(clock.now(), policy.installGraceDays);
    case 'TELL_DEACTIVATED':
      return endOf(clock.now(), policy.recoveryGraceDays);
    default:
      return 'on' in step ? step.on : undefined;
  }
};

/** The notice that a deactivation just done asks for, likewise. */
export const noticeAfterDeactivation = (
  context: AccountContext,
  { key, notes, planned }: Deactivated,
): PendingNotice => {
  const { snapshot, plan } = planned;
  const isPolicy = 'ground' in plan.step && plan.step.ground === 'policy';
  return pending(context, snapshot, {
    kind: 'TELL_DEACTIVATED',
    key,
    otherKey: isPolicy ? undefined : currentKeyIn(snapshot),
    on: endOf(context.clock.now(), context.settings.policy.recoveryGraceDays),
    isUnlessUsed: false,
    reason: explain(plan.reason, plan.facts),
    remedy: undefined,
    isReadUnproven: false,
    notes,
    isTried: true,
  });
};

/** What a person just took back, by `keyturn undo`. */
export interface Undone {
  readonly undo: Undo;
  readonly notes: Notes;
  readonly snapshot: UserSnapshot;
}

/** The notice that an undo just done asks for, likewise. */
export const noticeAfterUndo = (context: AccountContext, { undo, notes, snapshot }: Undone): PendingNotice => {
  const { key } = undo;
  const isBack = undo.kind === 'GO_BACK';
  const current = currentKeyIn(snapshot);
  return pending(context, snapshot, {
    kind: 'TELL_REACTIVATED',
    key,
    otherKey: isBack ? key : current,
    on: isBack ? undefined : endOf(context.clock.now(), context.settings.policy.installGraceDays),
    isUnlessUsed: false,
    reason: isBack ? explain('went-back', { key, from: undo.from }) : explain('human-reactivated', { key }),
    remedy: undefined,
    isReadUnproven: false,
    notes,
    isTried: false,
  });
};

/** The notice of a handover just made: to the owner, and to the admins. */
export const noticeOfHandover = (
  context: AccountContext,
  {
    key,
    handover,
    snapshot,
  }: { readonly key: AccessKeyId; readonly handover: Handover; readonly snapshot: UserSnapshot },
): PendingNotice => {
  const { notice, ...rest } = pending(context, snapshot, {
    kind: 'TELL_HANDOVER',
    key,
    otherKey: key,
    on: handover.until,
    isUnlessUsed: false,
    reason: 'a person asked for it by `keyturn handover`',
    remedy: undefined,
    isReadUnproven: false,
    notes: notesIn(snapshot, key),
    isTried: true,
  });
  return { ...rest, notice: { ...notice, reader: handover.to } };
};

/** The notice that a rotation just done asks for, without reading anything again. */
export const noticeAfter = (context: AccountContext, { key, notes, wasRead, planned }: Rotated): PendingNotice =>
  pending(context, planned.snapshot, {
    kind: 'TELL',
    key,
    otherKey: planned.plan.step.kind === 'ROTATE' ? planned.plan.step.key : undefined,
    on: endOf(context.clock.now(), context.settings.policy.installGraceDays),
    isUnlessUsed: false,
    reason: explain('successor-ready', { key }),
    remedy: undefined,
    isReadUnproven: !wasRead,
    notes,
    isTried: true,
  });

type Content = Pick<
  Notice,
  'kind' | 'key' | 'otherKey' | 'on' | 'isUnlessUsed' | 'reason' | 'remedy' | 'isReadUnproven'
> & {
  readonly notes: Notes;
  readonly isTried: boolean;
};

const pending = (
  { session }: AccountContext,
  snapshot: UserSnapshot,
  { notes, isTried, ...content }: Content,
): PendingNotice => {
  const { arn } = registerOf(snapshot);
  const hasCredential = content.otherKey !== undefined || content.kind === 'TELL';
  const key = snapshot.observation.keys.find(({ id }) => id === content.key);
  const notice: Notice = {
    ...content,
    user: { name: snapshot.user.name, arn: snapshot.user.arn },
    secret: hasCredential ? { arn, region: session.region } : undefined,
    notedIn: arn,
    lastUsedAt: key?.lastUsedAt,
    ...(snapshot.observation.user.sendsBySmtp ? { sendsBySmtp: true } : {}),
  };
  return { notice, snapshot, arn, key: content.key, notes, isTried };
};
