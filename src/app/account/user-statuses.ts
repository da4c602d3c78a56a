import { datesAhead } from '../../core/dates-ahead.ts';
import { type Exemption, exemptionFacts, type Observation } from '../../core/observation.ts';
import { explain, type Facts, type ReasonCode, remedyFor, toneOf } from '../../core/reasons.ts';
import { daysUntil, endOf } from '../../core/time.ts';
import { ownerSeen } from '../notices/owner-seen.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { exemptionsOf, standingRules } from '../observe/exemptions.ts';
import { reportedPlanOf } from '../observe/first-observation.ts';
import { mayWait } from '../observe/observe-from-report.ts';
import type { Planned } from '../observe/plan-user.ts';
import { pathIn } from '../observe/readers-for.ts';
import type { ReportRow } from '../ports/iam.ts';
import { isoOf } from '../results/iso-moment.ts';
import type { UserRecord } from '../results/user-record.ts';
import { resultOf } from '../results/user-result.ts';
import type { ListedState, OwnerStatus, UserStatus } from '../results/user-status.ts';
import { observedKeys, reportedKeys } from './key-statuses.ts';
import type { ObservedAccount } from './observe-account.ts';

/**
 * Every user of one account who has a key, or without one a line in the result; in no order. It sends no request of its
 * own: who was not looked at is told by the credential report, and by the list of secrets where the account's secrets
 * were listed.
 */
export const userStatuses = async (
  context: AccountContext,
  { candidates, records, known }: Pick<ObservedAccount, 'candidates' | 'records' | 'known'>,
): Promise<readonly UserStatus[]> => {
  const looked = new Set(records.map(({ name }) => name));
  const others = [...candidates.rows.values()].filter(({ user }) => !looked.has(user));
  const exemptionOf = await reportedExemptions(context, records.length > 0);
  const unlooked = others.map(async (row) => {
    const planned = await reportedPlanOf(context, known, row.user);
    // Report and list may be late: no step is told on their word.
    if (planned === undefined || !mayWait(planned)) return ofRow(context, row, exemptionOf(row));
    return ofPlan(context, row.user, planned);
  });
  return [
    ...records.flatMap((record) => ofRecord(context, record, candidates.rows.get(record.name))),
    ...(await Promise.all(unlooked)),
  ].filter(({ keys, state }) => keys.length > 0 || (state !== 'not-due' && state !== 'exempt'));
};

/**
 * Who is exempt, as far as no request must be sent for it: groups were read where somebody was looked at, tags are not
 * told by a report.
 */
const reportedExemptions = async (
  context: AccountContext,
  areGroupsRead: boolean,
): Promise<(row: ReportRow) => Exemption | undefined> => {
  const { settings, session, clock, selfArn } = context;
  const rules = standingRules(settings, clock.now()).filter(({ by }) => by !== 'group');
  const { ofReported } = areGroupsRead ? await context.exemptions() : await exemptionsOf(rules, session, settings);
  return ({ user: name, arn }) =>
    arn === selfArn ? { by: 'self', value: arn } : ofReported?.({ name, path: pathIn(arn) });
};

/** None of a user who is gone: the report is up to four hours old. */
const ofRecord = (
  context: AccountContext,
  record: UserRecord,
  row: ReportRow = { user: record.name, arn: '', keys: [] },
): readonly UserStatus[] => {
  const { name, planned } = record;
  const line = resultOf(context, record);
  if (line === undefined && planned === undefined) return [];
  const status = planned ? ofPlan(context, name, planned) : ofRow(context, row, undefined);
  if (line === undefined) return [status];
  const { remedy: _, until: __, ...facts } = status;
  const { step, reason, message, remedy, until, outcome: state } = line;
  return [
    {
      ...facts,
      ...{ state, step, reason, message },
      ...(remedy === undefined ? {} : { remedy }),
      ...(until === undefined ? {} : { until: isoOf(Date.parse(until)) }),
    },
  ];
};

const ofPlan = (context: AccountContext, user: string, planned: Planned): UserStatus => {
  const { snapshot, plan } = planned;
  const { observation } = snapshot;
  const { policy } = context.settings;
  const now = context.clock.now();
  const toldAt = observation.secret && toldOf(observation.secret);
  return {
    ...wordsOf(context, user, plan.reason, plan.facts),
    seen: planned.isFromReport ? 'reported' : 'live',
    state: stateAfter(plan.reason),
    step: plan.step.kind,
    ...(plan.until === undefined ? {} : { until: isoOf(plan.until) }),
    keys: observedKeys(observation, policy, now),
    dates: datesAhead(observation, policy, now).map((date) => ({ ...date, at: isoOf(date.at) })),
    owner: {
      ...ownerOf(context, planned),
      ...(toldAt === undefined ? {} : { toldAt: isoOf(toldAt) }),
    },
  };
};

/** Of a user who was not looked at, as where his keys are all young. */
const ofRow = (context: AccountContext, row: ReportRow, exemption: Exemption | undefined): UserStatus => {
  const { rotateAfterDays } = context.settings.policy;
  const now = context.clock.now();
  const active = row.keys
    .filter(({ status }) => status === 'Active')
    .flatMap(({ createdAt, id }) =>
      createdAt === undefined ? [] : [{ key: id ?? null, due: endOf(createdAt, rotateAfterDays) }],
    );
  const dates = active.filter(({ due }) => due > now).toSorted((a, b) => a.due - b.due);
  const dueInDays = daysUntil(dates[0]?.due ?? now, now);
  const [reason, facts] = exemption
    ? (['exempt', exemptionFacts(exemption)] as const)
    : (['fresh', { dueInDays }] as const);
  return {
    ...wordsOf(context, row.user, reason, facts),
    seen: 'reported',
    state: stateAfter(reason),
    step: 'NOTHING',
    keys: reportedKeys(row, now),
    dates: exemption ? [] : dates.map(({ key, due }) => ({ what: 'due', key, at: isoOf(due) })),
    owner: ownerOf(context, undefined),
  };
};

const wordsOf = (
  { account }: AccountContext,
  user: string,
  reason: ReasonCode,
  facts: Facts,
): Pick<UserStatus, 'account' | 'accountName' | 'user' | 'reason' | 'message' | 'remedy'> => {
  const remedy = remedyFor(reason, facts);
  return {
    account: account.id,
    accountName: account.name,
    user,
    reason,
    message: explain(reason, facts),
    ...(remedy === undefined ? {} : { remedy }),
  };
};

const stateAfter = (reason: ReasonCode): ListedState => {
  if (reason === 'exempt') return 'exempt';
  const states = { act: 'planned', wait: 'waiting', blocked: 'blocked', rest: 'not-due' } as const;
  return states[toneOf(reason)];
};

/** Without a live look the tags are unknown, and with them whom an owner tag would name. */
const ownerOf = (context: AccountContext, planned: Planned | undefined): Omit<OwnerStatus, 'toldAt'> => {
  const isUnread = planned === undefined || planned.isFromReport;
  if (isUnread && context.settings.ownerTag !== undefined) return { addresses: [], from: 'tags-unread' };
  const { addresses, from } = ownerSeen(context, isUnread ? {} : planned.snapshot.user.tags);
  return { addresses, from };
};

const toldOf = ({ current, records }: NonNullable<Observation['secret']>): number | undefined =>
  [...records.values()].find(({ id }) => id === current)?.notes.toldAt;
