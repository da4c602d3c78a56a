import { explain } from '../../core/reasons.ts';
import { keyOf } from '../../core/step.ts';
import type { AccountPace } from '../limits/pace.ts';
import { deliverPlans } from '../notices/deliver.ts';
import type { PlannedStep } from '../notices/digest.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { underAllowance, withinPace } from '../observe/plan-user.ts';
import type { UserRecord } from '../results/user-record.ts';
import { resultOf } from '../results/user-result.ts';
import { byTurn, createAccountSteps, leave } from './account-steps.ts';
import { type Batches, createBatches } from './batches.ts';
import { expireSecrets } from './expire-secrets.ts';
import type { ObservedAccount } from './observe-account.ts';
import type { AccountRequest } from './request.ts';
import { isRetirement, type Retirements } from './retirements.ts';

/**
 * Looks at users, acts, looks twice where needed, and tells; in plan mode, says what would be done. Each batch that was
 * looked at is acted on before the next look, so that a visit without time for everybody has done a part. Whom it did
 * not come to is `interrupted`.
 */
export const processAccount = async (
  context: AccountContext,
  request: AccountRequest,
  observed: ObservedAccount,
): Promise<void> => {
  const batches = createBatches(context, request, observed);
  return request.mode === 'apply'
    ? apply(context, request, { observed, batches })
    : tellPlans(context, request, { observed, batches });
};

interface Looks {
  readonly observed: ObservedAccount;
  readonly batches: Batches;
}

const tellPlans = async (
  context: AccountContext,
  request: AccountRequest,
  { observed: { records, retirements, pace }, batches }: Looks,
): Promise<void> => {
  while ((await batches.next()).length > 0);
  for (const record of batches.left()) leave(context, request.signal, record);
  if (retirements.breaker() === 'breaker-open') openBreaker(context, records);
  for (const record of records.toSorted(byTurn)) await markPlanned(context, request, { record, pace });
  if (request.tellsPlans) await deliverPlans(context, request.delivery, records.flatMap(plannedStep));
};

const plannedStep = ({ planned, outcome }: UserRecord): PlannedStep[] => {
  if (planned === undefined || outcome !== 'planned') return [];
  const { snapshot, plan } = planned;
  const { name, arn } = snapshot.user;
  return [
    { user: { name, arn }, step: plan.step.kind, key: keyOf(plan.step), reason: explain(plan.reason, plan.facts) },
  ];
};

/** In plan mode: what apply would do, today's share included. */
const markPlanned = async (
  context: AccountContext,
  { report }: AccountRequest,
  { record, pace }: { readonly record: UserRecord; readonly pace: AccountPace },
): Promise<void> => {
  if (record.planned) {
    const { planned, turn } = await withinPace(context, record.planned, pace);
    turn?.use();
    record.planned = planned;
  }
  const kind = record.planned?.plan.step.kind ?? 'NOTHING';
  if (kind !== 'NOTHING') record.outcome ??= 'planned';
  report({ kind: 'user-done', result: resultOf(context, record) });
};

const apply = async (context: AccountContext, request: AccountRequest, { observed, batches }: Looks): Promise<void> => {
  const work = createAccountSteps(context, request, observed);
  const mayAct = createHold(context, observed.retirements);
  try {
    await work.act(observed.records.filter(({ planned }) => planned !== undefined));
    for (let batch = await batches.next(work.most()); batch.length > 0; batch = await batches.next(work.most()))
      await work.act(mayAct(batch));
    await work.finish();
  } finally {
    await work.tell();
  }
  if (observed.inventory && !request.signal.aborted) await expireSecrets(context, observed.inventory);
};

/**
 * Who may be acted on, of a batch and of those who were held before. Keys are retired once the whole account was
 * weighed: until that is decided, whoever would lose one is held.
 */
const createHold = (
  context: AccountContext,
  retirements: Retirements,
): ((batch: readonly UserRecord[]) => readonly UserRecord[]) => {
  let held: readonly UserRecord[] = [];
  return (batch) => {
    const all = [...held, ...batch];
    const breaker = retirements.breaker();
    held = breaker === 'undecided' ? all.filter(isRetirement) : [];
    if (breaker === 'breaker-open') openBreaker(context, all);
    return all.filter((record) => !held.includes(record));
  };
};

/** More retirements in one day than an account should ever see: none is carried out, and a person is asked. */
const openBreaker = (context: AccountContext, records: readonly UserRecord[]): void => {
  for (const record of records)
    if (record.planned && isRetirement(record))
      record.planned = underAllowance(context, record.planned, 'breaker-open');
};
