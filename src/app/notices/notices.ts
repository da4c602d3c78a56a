import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes } from '../../core/observation.ts';
import { explain } from '../../core/reasons.ts';
import { isNotice } from '../../core/step.ts';
import { endOf } from '../../core/time.ts';
import type { Rotated } from '../execute/rotated.ts';
import type { AccountContext } from '../observe/account-context.ts';
import type { UserSnapshot } from '../observe/observe-user.ts';
import type { LivePlan } from '../observe/plan-user.ts';
import { currentKeyIn, notesIn, registerOf } from '../observe/secret-of.ts';
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
  return pending(context, snapshot, {
    kind: step.kind,
    key: step.key,
    otherKey: isTell ? record?.replaces : isPolicy ? undefined : current,
    on: isTell
      ? endOf(context.clock.now(), context.settings.policy.installGraceDays)
      : 'on' in step
        ? step.on
        : undefined,
    reason: explain(plan.reason, plan.facts),
    isReadUnproven: record?.verdict.kind === 'verified' && !record.verdict.readByOwner,
    notes: notesIn(snapshot, step.key),
    isTried: false,
  });
};

/** The notice that a rotation just done asks for, without reading anything again. */
export const noticeAfter = (context: AccountContext, { key, notes, wasRead, planned }: Rotated): PendingNotice =>
  pending(context, planned.snapshot, {
    kind: 'TELL',
    key,
    otherKey: planned.plan.step.kind === 'ROTATE' ? planned.plan.step.key : undefined,
    on: endOf(context.clock.now(), context.settings.policy.installGraceDays),
    reason: explain('successor-ready', { key }),
    isReadUnproven: !wasRead,
    notes,
    isTried: true,
  });

type Content = Pick<Notice, 'kind' | 'key' | 'otherKey' | 'on' | 'reason' | 'isReadUnproven'> & {
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
    lastUsedAt: key?.lastUsedAt,
  };
  return { notice, snapshot, arn, key: content.key, notes, isTried };
};
