import type { AccountId } from '../../core/keys.ts';
import { type LookedAt, lookAtAccount } from '../account/observe-account.ts';
import { workAccount } from '../account/process-account.ts';
import type { AccountWork } from '../account/request.ts';
import type { Slots } from '../concurrency/semaphore.ts';
import { AwsFault } from '../faults/aws-fault.ts';
import { Fault } from '../faults/fault.ts';
import { Stop } from '../faults/stop.ts';
import type { RunPace } from '../limits/pace.ts';
import type { Owed } from '../notices/notices.ts';
import { ownerAddress } from '../notices/owner-address.ts';
import type { Workplace } from '../observe/account-context.ts';
import { type ExemptionLookup, exemptionsOf } from '../observe/exemptions.ts';
import type { Account } from '../ports/organizations.ts';
import type { Caller, Session } from '../ports/sts.ts';
import type { AccountResult } from '../results/result.ts';
import type { ExemptionRule, Settings } from '../settings/settings.ts';
import type { RunRequest, Surroundings } from './request.ts';
import type { RunLog } from './run-log.ts';

/** What all accounts of a run share. */
export interface RunState {
  readonly request: RunRequest;
  readonly around: Surroundings;
  readonly log: RunLog;
  readonly rules: readonly ExemptionRule[];
  readonly self: Caller;
  readonly exempt: ReadonlyMap<AccountId, ExemptionRule>;
  readonly pace: RunPace;
  readonly slots: Slots;
}

/** One account that was entered and looked at. */
export interface Visit {
  readonly place: Workplace;
  readonly work: AccountWork;
  readonly looked: LookedAt;
}

/** Enters one account and looks at it; whatever goes wrong there stays there. `undefined`: there is nothing to go on with. */
export const enter = async (state: RunState, account: Account): Promise<Visit | undefined> => {
  const skip = whySkipped(state, account);
  if (skip !== undefined) return endAccount(state, account, 'skipped', skip);
  if (state.around.signal.aborted) return endAccount(state, account, 'interrupted', 'not begun');
  let session: Session | undefined;
  try {
    session = await openSession(state, account);
    const place = workplaceFor(state, account, session);
    const work = workFor(state);
    return { place, work, looked: await lookAtAccount(place, work) };
  } catch (error) {
    session?.close();
    return endAccount(state, account, 'failed', wordsFor(error));
  }
};

/** Carries out what was planned for one account, and leaves it. What was done is kept, also where something else went wrong. */
export const work = async (state: RunState, visit: Visit): Promise<void> => {
  const { place, looked } = visit;
  try {
    await workAccount(place, visit.work, looked);
    state.log.accountWorked(place, looked);
    const wasInterrupted = looked.records.some(({ outcome }) => outcome === 'interrupted');
    endAccount(state, place.account, wasInterrupted ? 'interrupted' : 'done');
  } catch (error) {
    state.log.accountWorked(place, looked);
    endAccount(state, place.account, 'failed', wordsFor(error));
  } finally {
    place.session.close();
  }
};

const endAccount = (
  { log }: RunState,
  { id, name }: Account,
  outcome: AccountResult['outcome'],
  error?: string,
): undefined => {
  log.accountEnded({ id, name, outcome, ...(error === undefined ? {} : { error }) });
};

const whySkipped = ({ exempt }: RunState, { id, state }: Account): string | undefined => {
  if (state !== 'ACTIVE') return `the account is ${state}`;
  const rule = exempt.get(id);
  return rule && `exempt by ${rule.by} ${rule.value}`;
};

const openSession = ({ request, around }: RunState, account: Account): Promise<Session> => {
  const readOnly = request.mode === 'plan';
  return request.scope.accounts === 'self'
    ? around.gate.enterSelf({ readOnly })
    : around.gate.enter(account, { readOnly });
};

const workFor = ({ request, around, pace }: RunState): AccountWork => ({
  mode: request.mode,
  users: request.scope.users,
  isForced: request.isForced,
  pace,
  tellsPlans: request.tellsPlans ?? false,
  post: { notifier: around.notifier, ownerOf: (owed) => ownerOf(request.settings, owed) },
  report: around.report,
  signal: around.signal,
});

const workplaceFor = (state: RunState, account: Account, session: Session): Workplace => {
  const { request, around, log, rules, self, slots } = state;
  let lookup: Promise<ExemptionLookup> | undefined;
  return {
    account,
    session,
    settings: request.settings,
    clock: around.clock,
    nonce: around.nonce,
    pause: (ms, signal) => slots.outside(() => around.clock.sleep(ms, signal)),
    deadline: around.deadline,
    exemptions: () => {
      lookup ??= exemptionsOf(rules, session);
      return lookup;
    },
    canTell: around.notifier !== undefined,
    selfArn: self.arn,
    remark: log.remark,
  };
};

const ownerOf = ({ ownerTag, ownerDomains, adminEmail }: Settings, { sight }: Owed): string | undefined => {
  if (ownerTag === undefined) return undefined;
  const ownDomain = adminEmail?.split('@')[1];
  const domains = ownerDomains.length > 0 ? ownerDomains : ownDomain ? [ownDomain] : [];
  const owner = ownerAddress(sight.user.tags[ownerTag], domains);
  return owner.ok ? owner.address : undefined;
};

const wordsFor = (error: unknown): string => {
  if (error instanceof Fault || error instanceof Stop) return error.message;
  if (error instanceof AwsFault) {
    const remedy = error.operation.endsWith('AssumeRole')
      ? ': is the member role deployed in this account, and does it trust the caller?'
      : '';
    return `${error.message}${remedy}`;
  }
  return `a defect of keyturn: ${error instanceof Error ? error.message : 'unknown'}`;
};
