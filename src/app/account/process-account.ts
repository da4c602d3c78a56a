import { SECOND_LOOK } from '../../core/limits.ts';
import { explain } from '../../core/reasons.ts';
import { keyOf, type Step } from '../../core/step.ts';
import { latest, plus } from '../../core/time.ts';
import { inParallel } from '../concurrency/map-concurrent.ts';
import { Stop } from '../faults/stop.ts';
import type { AccountPace } from '../limits/pace.ts';
import { deliver, deliverPlans } from '../notices/deliver.ts';
import type { PlannedStep } from '../notices/digest.ts';
import type { Owed } from '../notices/notices.ts';
import type { Workplace } from '../observe/account-context.ts';
import { withinPace } from '../observe/plan-user.ts';
import { fail, resultOf, type UserRecord } from '../results/user-record.ts';
import { tidySecrets } from './expire-secrets.ts';
import type { LookedAt } from './observe-account.ts';
import { workUser } from './process-user.ts';
import type { AccountWork } from './request.ts';

/** Acts, looks twice where needed, and tells; in plan mode, says what would be done. */
export const workAccount = async (place: Workplace, work: AccountWork, looked: LookedAt): Promise<void> => {
  if (work.mode === 'apply') return apply(place, work, looked);
  for (const record of looked.records.toSorted(byOldestKey)) markPlanned(place, work, { record, pace: looked.pace });
  if (work.tellsPlans) await deliverPlans(place, work.post, looked.records.flatMap(plannedStep));
};

const plannedStep = ({ planned, outcome }: UserRecord): PlannedStep[] => {
  if (planned === undefined || outcome !== 'planned') return [];
  const { sight, plan } = planned;
  const { name, arn } = sight.user;
  return [
    { user: { name, arn }, step: plan.step.kind, key: keyOf(plan.step), reason: explain(plan.reason, plan.facts) },
  ];
};

/** In plan mode: what apply would do, today's share included. */
const markPlanned = (
  place: Workplace,
  { report }: AccountWork,
  { record, pace }: { readonly record: UserRecord; readonly pace: AccountPace },
): void => {
  record.planned &&= withinPace(place, record.planned, pace);
  const kind = record.planned?.plan.step.kind ?? 'NOTHING';
  if (kind !== 'NOTHING') record.outcome ??= 'planned';
  report({ kind: 'user-done', result: resultOf(place, record) });
};

const apply = async (place: Workplace, work: AccountWork, { records, pace, inventory }: LookedAt): Promise<void> => {
  const owed: { readonly record: UserRecord; readonly owed: Owed }[] = [];
  const isInterrupted = () => work.signal.aborted;
  const workOn = async (record: UserRecord, seenBefore?: Step) => {
    const owe = (notice: Owed) => owed.push({ record, owed: notice });
    const answer = await workUser(place, { record, seenBefore, pace, isInterrupted, owe });
    if (answer === 'done') work.report({ kind: 'user-done', result: resultOf(place, record) });
    return answer;
  };
  const ordered = records.toSorted(byOldestKey);
  const { parallelUsers } = place.settings;
  const answers = await inParallel(ordered, parallelUsers, (record) => workOn(record));
  const later = ordered.filter((_, index) => answers[index] === 'later');
  await waitForSecondLook(place, work, later);
  await inParallel(later, parallelUsers, (record) => workOn(record, record.planned?.plan.step));
  await tell(place, work, owed);
  if (inventory && !isInterrupted()) await tidySecrets(place, inventory);
};

const byOldestKey = (a: UserRecord, b: UserRecord): number => oldestKey(a) - oldestKey(b);

const oldestKey = ({ planned }: UserRecord): number => planned?.sight.observation.keys[0]?.createdAt ?? Infinity;

/** One wait for the whole account. */
const waitForSecondLook = async (place: Workplace, { report, signal }: AccountWork, later: readonly UserRecord[]) => {
  if (later.length === 0) return;
  const { clock } = place;
  const lastLook = latest(...later.map(({ planned }) => planned?.sight.observation.at ?? clock.now()));
  const ms = plus(lastLook, SECOND_LOOK) - clock.now();
  if (ms <= 0) return;
  report({ kind: 'waiting', why: `second look at ${later.length} keys before they are deleted`, ms });
  await place.pause(ms, signal);
};

/** Whatever goes wrong with a mail, what was done before it stays in the result. */
const tell = async (
  place: Workplace,
  { post }: AccountWork,
  all: readonly { readonly record: UserRecord; readonly owed: Owed }[],
): Promise<void> => {
  try {
    const notices = all.map(({ owed }) => owed);
    for (const { owed, failure } of await deliver(place, post, notices)) {
      const record = all.find((each) => each.owed.sight === owed.sight && each.owed.key === owed.key)?.record;
      if (record && failure === undefined) record.done.push(doneNotice(record, owed));
      else if (record) fail(record, new Stop('mail-refused', failure ?? ''));
    }
  } catch (error) {
    for (const { record } of all) fail(record, error);
  }
};

const doneNotice = ({ planned }: UserRecord, { notice }: Owed): UserRecord['done'][number] => {
  const isPlanned = planned?.plan.step.kind === notice.kind;
  const facts = isPlanned ? planned.plan.facts : { key: notice.key };
  return { kind: notice.kind, reason: isPlanned ? planned.plan.reason : 'successor-ready', facts };
};
