import type { AccountId } from '../core/keys.ts';
import { AwsFault } from './aws-fault.ts';
import { type ExemptionLookup, exemptionsOf } from './exempted.ts';
import { Fault } from './fault.ts';
import type { Owed } from './notices.ts';
import { ownerAddress } from './owner-address.ts';
import type { RunPace } from './pace.ts';
import type { Account, Caller, Session } from './ports.ts';
import type { AccountResult } from './result.ts';
import type { RunRequest, Surroundings } from './run.ts';
import type { RunLog } from './run-log.ts';
import type { ExemptionRule, Settings } from './settings.ts';
import { Stop } from './stop.ts';
import { workAccount } from './work-account.ts';
import type { Workplace } from './workplace.ts';

/** What all accounts of a run share. */
export interface RunState {
  readonly request: RunRequest;
  readonly around: Surroundings;
  readonly log: RunLog;
  readonly rules: readonly ExemptionRule[];
  readonly self: Caller;
  readonly exempt: ReadonlyMap<AccountId, ExemptionRule>;
  readonly pace: RunPace;
}

/** Enters one account, works it, and leaves; whatever goes wrong there stays there. */
export const enterAndWork = async (state: RunState, account: Account): Promise<void> => {
  const { log } = state;
  const { id, name } = account;
  const end = (outcome: AccountResult['outcome'], error?: string) =>
    log.accountEnded({ id, name, outcome, ...(error === undefined ? {} : { error }) });
  const skip = whySkipped(state, account);
  if (skip !== undefined) return end('skipped', skip);
  if (state.around.signal.aborted) return end('interrupted', 'not begun');
  try {
    const wasInterrupted = await visit(state, account);
    end(wasInterrupted ? 'interrupted' : 'done');
  } catch (error) {
    end('failed', wordsFor(error));
  }
};

const whySkipped = ({ exempt }: RunState, { id, state }: Account): string | undefined => {
  if (state !== 'ACTIVE') return `the account is ${state}`;
  const rule = exempt.get(id);
  return rule && `exempt by ${rule.by} ${rule.value}`;
};

const visit = async (state: RunState, account: Account): Promise<boolean> => {
  const { request, around, log, pace } = state;
  const readOnly = request.mode === 'plan';
  const isSelf = request.scope.accounts === 'self';
  const session = isSelf ? await around.gate.enterSelf({ readOnly }) : await around.gate.enter(account, { readOnly });
  try {
    const place = workplaceFor(state, account, session);
    const { mode, scope, isForced } = request;
    const { report, signal, notifier } = around;
    const post = { notifier, ownerOf: (owed: Owed) => ownerOf(request.settings, owed) };
    const outcome = await workAccount(place, { mode, users: scope.users, isForced, pace, post, report, signal });
    log.accountWorked(place, outcome);
    return outcome.wasInterrupted;
  } finally {
    session.close();
  }
};

const workplaceFor = (state: RunState, account: Account, session: Session): Workplace => {
  const { request, around, log, rules, self } = state;
  let lookup: Promise<ExemptionLookup> | undefined;
  return {
    account,
    session,
    settings: request.settings,
    clock: around.clock,
    nonce: around.nonce,
    deadline: around.deadline,
    exemptions: () => {
      lookup ??= exemptionsOf(rules, session);
      return lookup;
    },
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
