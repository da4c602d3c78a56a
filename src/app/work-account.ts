import { SECOND_LOOK } from '../core/limits.ts';
import { isDestructive } from '../core/step.ts';
import { latest, plus } from '../core/time.ts';
import { deliver, type Post } from './deliver.ts';
import { type Candidates, discover } from './discover.ts';
import type { Report } from './events.ts';
import { inParallel } from './in-parallel.ts';
import type { Owed } from './notices.ts';
import { type AccountPace, breakerState, type RunPace, retiredToday } from './pace.ts';
import { planUser, underAllowance } from './plan-user.ts';
import { secretNamePrefix } from './secret-name.ts';
import { Stop } from './stop.ts';
import { fail, newRecord, resultOf, type UserRecord } from './user-record.ts';
import { workUser } from './work-user.ts';
import type { Workplace } from './workplace.ts';

/** What is asked of one account. */
export interface AccountWork {
  readonly mode: 'plan' | 'apply';
  /** User names; empty: everybody. */
  readonly users: readonly string[];
  readonly isForced: boolean;
  readonly pace: RunPace;
  readonly post: Post;
  readonly report: Report;
  readonly signal: AbortSignal;
}

export interface AccountOutcome {
  readonly candidates: Candidates;
  readonly records: readonly UserRecord[];
  readonly wasInterrupted: boolean;
}

/** One account: pick candidates, look at all, decide under the account's allowance, act, look twice where needed, tell. */
export const workAccount = async (place: Workplace, work: AccountWork): Promise<AccountOutcome> => {
  const candidates = await candidatesOf(place, work);
  // Before anybody is looked at: where an exemption cannot be looked up, nobody in the account is touched.
  if (candidates.names.length > 0) await place.exemptions();
  work.report({
    kind: 'account-started',
    id: place.account.id,
    name: place.account.name,
    users: candidates.names.length,
  });
  const records = await inParallel(candidates.names, place.settings.parallelUsers, (name) => lookAt(place, work, name));
  applyBreaker(place, records, candidates.keys);
  if (work.mode === 'apply') await apply(place, work, { records, keys: candidates.keys });
  else for (const record of records) markPlanned(record);
  for (const record of records) work.report({ kind: 'user-done', result: resultOf(place, record) });
  return { candidates, records, wasInterrupted: records.some(({ outcome }) => outcome === 'interrupted') };
};

const candidatesOf = async (place: Workplace, { users }: AccountWork): Promise<Candidates> =>
  users.length > 0 ? { names: users, users: users.length, keys: 0 } : discover(place);

const lookAt = async (place: Workplace, { isForced, signal }: AccountWork, name: string): Promise<UserRecord> => {
  const record = newRecord(name);
  if (signal.aborted) {
    record.outcome = 'interrupted';
    return record;
  }
  try {
    record.planned = await planUser(place, name, { forced: isForced, allowance: 'free' });
  } catch (error) {
    fail(record, error);
  }
  return record;
};

const markPlanned = (record: UserRecord): void => {
  const kind = record.planned?.plan.step.kind ?? 'NOTHING';
  if (kind !== 'NOTHING') record.outcome ??= 'planned';
};

const isRetirement = ({ planned }: UserRecord): boolean => planned !== undefined && isDestructive(planned.plan.step);

/** More retirements in one day than an account should ever see: none is carried out, and a person is asked. */
const applyBreaker = (place: Workplace, records: readonly UserRecord[], keys: number): void => {
  const retiring = records.filter(isRetirement);
  if (breakerState(place.settings.breaker, retiring.length, keys) === 'free') return;
  for (const record of retiring)
    record.planned = record.planned && underAllowance(place, record.planned, 'breaker-open');
};

const apply = async (
  place: Workplace,
  work: AccountWork,
  { records, keys }: { records: readonly UserRecord[]; keys: number },
): Promise<void> => {
  const owed: { readonly record: UserRecord; readonly owed: Owed }[] = [];
  const pace = await openPace(place, work, records, keys);
  const workOn = (record: UserRecord, isSecondLook: boolean) =>
    workUser(place, {
      record,
      isSecondLook,
      mayRetire: () => pace?.take() ?? true,
      isInterrupted: () => work.signal.aborted,
      owe: (notice) => owed.push({ record, owed: notice }),
    });
  const ordered = records.toSorted(byOldestKey);
  const answers = await inParallel(ordered, place.settings.parallelUsers, (record) => workOn(record, false));
  const later = ordered.filter((_, index) => answers[index] === 'later');
  await waitForSecondLook(place, work, later);
  await inParallel(later, place.settings.parallelUsers, (record) => workOn(record, true));
  await tell(place, work, owed);
};

/** Today's earlier retirements are only counted where one more is wanted. */
const openPace = async (
  { session, account, clock }: Workplace,
  { pace }: AccountWork,
  records: readonly UserRecord[],
  keys: number,
): Promise<AccountPace | undefined> => {
  if (!records.some(isRetirement)) return pace.open({ keys, retiredToday: 0 });
  const earlier = await retiredToday(session.vault, secretNamePrefix(account.id), clock.now());
  return pace.open({ keys, retiredToday: earlier });
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
  await place.clock.sleep(ms, signal);
};

const tell = async (
  place: Workplace,
  { post }: AccountWork,
  all: readonly { readonly record: UserRecord; readonly owed: Owed }[],
): Promise<void> => {
  const delivered = await deliver(
    place,
    post,
    all.map(({ owed }) => owed),
  );
  for (const { owed, failure } of delivered) {
    const record = all.find((each) => each.owed.sight === owed.sight && each.owed.key === owed.key)?.record;
    if (record === undefined) continue;
    if (failure === undefined) record.done.push(doneNotice(record, owed));
    else fail(record, new Stop('mail-refused', failure));
  }
};

const doneNotice = ({ planned }: UserRecord, { notice }: Owed): UserRecord['done'][number] => {
  const isPlanned = planned?.plan.step.kind === notice.kind;
  const facts = isPlanned ? planned.plan.facts : { key: notice.key };
  return { kind: notice.kind, reason: isPlanned ? planned.plan.reason : 'successor-ready', facts };
};
