import type { ReasonCode } from '../../core/reasons.ts';
import { WorkStopped } from '../faults/stop.ts';
import { type DeliveryParts, deliver } from '../notices/deliver.ts';
import { kindInRun } from '../notices/digest.ts';
import type { PendingNotice } from '../notices/notices.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { fail, type UserRecord } from '../results/user-record.ts';

/** A notice that is owed, and to whose record its delivery belongs. */
export interface NoticeOfRecord {
  readonly record: UserRecord;
  readonly pending: PendingNotice;
}

/** Whatever goes wrong with a mail, what was done before it stays in the result. */
export const tellOwners = async (
  context: AccountContext,
  delivery: DeliveryParts,
  all: readonly NoticeOfRecord[],
): Promise<void> => {
  try {
    const notices = all.map(({ pending }) => pending);
    for (const { pending, failure } of await deliver(context, delivery, notices)) {
      const record = all.find(
        (each) => each.pending.snapshot === pending.snapshot && each.pending.key === pending.key,
      )?.record;
      if (record && failure === undefined) record.done.push(doneNotice(record, pending));
      else if (record) fail(record, new WorkStopped('mail-refused', failure ?? ''));
    }
  } catch (error) {
    for (const { record } of all) fail(record, error);
  }
};

const doneNotice = ({ planned }: UserRecord, { notice }: PendingNotice): UserRecord['done'][number] => {
  const { key, on } = notice;
  const kind = kindInRun(notice);
  if (planned?.plan.step.kind !== kind)
    return { kind, reason: reasonAfter[kind] ?? 'successor-ready', facts: { key }, until: on };
  const { reason, facts, until = on } = planned.plan;
  return { kind, reason, facts, until };
};

/** Of a notice that follows another step in the same run. */
const reasonAfter: Partial<Record<PendingNotice['notice']['kind'], ReasonCode>> = { TELL_DEACTIVATED: 'deactivated' };
