import type { Instant } from '../../core/time.ts';
import { Fault } from '../faults/fault.ts';
import { standingRules } from '../observe/exemptions.ts';
import type { UserTarget } from '../observe/user-target.ts';
import type { Clock } from '../ports/clock.ts';
import type { Account, OrganizationAccounts } from '../ports/organizations.ts';
import type { AccountSessions } from '../ports/sts.ts';
import type { AccountResult } from '../results/result.ts';
import { type AccountList, exemptAccounts, listAccounts } from '../run/list-accounts.ts';
import type { AccountTicket, Manifest, RunTicket } from '../run-bucket/documents.ts';
import { readJson, writeJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore, StateMachine } from '../run-bucket/ports.ts';
import type { ExemptionRule, Settings } from '../settings/settings.ts';
import { accountBatches } from './account-batches.ts';
import { visitedAlone } from './failed-beside-others.ts';
import { hasReported } from './first-report.ts';
import { keysKnownOn, readKeyCounts } from './key-counts.ts';
import { splitShare } from './split-share.ts';

export interface StartRequest {
  readonly settings: Settings;
  readonly mode: RunTicket['mode'];
  /** The one user to rotate now, and the account, if that is known. */
  readonly force?: UserTarget | undefined;
  /** OUs that the member role was deployed to; none: the whole organization. */
  readonly ous: readonly string[];
  /** Started by the schedule, not by a person. */
  readonly isScheduled: boolean;
  /** Functions that visit accounts at the same time. */
  readonly functionsAtATime: number;
  readonly runId: string;
  readonly bucket: string;
}

interface StartParts {
  readonly organizationAccounts: OrganizationAccounts;
  readonly sessions: AccountSessions;
  readonly store: RunStore;
  readonly stateMachine: StateMachine;
  readonly clock: Clock;
}

export interface StartedRun {
  readonly runId: string;
  /** Where the run can be watched. */
  readonly executionArn: string;
  readonly mode: RunTicket['mode'];
  /** How many accounts it goes through. */
  readonly accounts: number;
  readonly skipped: number;
  /** False: the list of accounts broke off, and the run will end as incomplete. */
  readonly isListWhole: boolean;
  readonly force: string;
}

/**
 * Lists the accounts of a run, leaves the list in the run bucket, and starts the engine on it. It enters no account.
 * Asked again for a run of the same id, it starts what was listed then, once. The first run
 * that the schedule starts in a deployment only reports.
 */
export const startRun = async (request: StartRequest, parts: StartParts): Promise<StartedRun> => {
  const { store, stateMachine } = parts;
  const earlier = await readJson<Manifest>(store, runKeys.manifest(request.runId));
  const manifest = earlier ?? (await prepare(request, parts));
  const { executionArn } = await stateMachine.start(request.runId, { run: manifest.run });
  return startedAs(manifest, executionArn);
};

const startedAs = ({ run, accounts, skipped, listFailure }: Manifest, executionArn: string): StartedRun => ({
  runId: run.id,
  executionArn,
  mode: run.mode,
  accounts,
  skipped: skipped.length,
  isListWhole: listFailure === undefined,
  force: run.force,
});

/** The manifest is written last: where it lies, the list lies too. */
const prepare = async (request: StartRequest, parts: StartParts): Promise<Manifest> => {
  const { settings, force, ous } = request;
  const { store, clock } = parts;
  const accounts = force?.account === undefined ? 'organization' : [force.account];
  const list = await listAccounts({ accounts, ous, users: [] }, parts);
  const exempt = await exemptAccounts(standingRules(settings, clock.now()), parts);
  const skipped = list.accounts.flatMap((account) => skip(account, exempt.get(account.id)));
  const open = list.accounts.filter(({ id }) => skipped.every((each) => each.id !== id));
  if (open.length === 0) throw new Fault('account-not-found', wordsForNone(skipped));
  const isFirstReport = request.mode === 'apply' && request.isScheduled && !(await hasReported(store));
  const run = ticketFor(isFirstReport ? { ...request, mode: 'plan' } : request);
  const known = await knownKeys(parts);
  const tickets = ticketsFor(open, { settings, known, now: clock.now() });
  await writeJson(store, run.accountsKey, tickets);
  await writeJson(
    store,
    runKeys.batches(run.id),
    accountBatches(tickets, { ...request, known, alone: await visitedAlone(store, clock.now()) }),
  );
  const manifest = manifestOf(run, { clock, tickets, skipped, list, isFirstReport });
  await writeJson(store, runKeys.manifest(run.id), manifest);
  return manifest;
};

const skip = ({ id, name, state }: Account, rule: ExemptionRule | undefined): AccountResult[] => {
  if (state !== 'ACTIVE') return [{ id, name, outcome: 'skipped', error: `the account is ${state}` }];
  return rule === undefined ? [] : [{ id, name, outcome: 'skipped', error: `exempt by ${rule.by} ${rule.value}` }];
};

const wordsForNone = (skipped: readonly AccountResult[]): string =>
  ['no account is left to go through:', ...skipped.map(({ id, name, error }) => `  ${id} ${name}: ${error}`)].join(
    '\n',
  );

const ticketFor = ({ mode, runId, bucket, force, isScheduled }: StartRequest): RunTicket => ({
  id: runId,
  mode,
  bucket,
  accountsKey: runKeys.accounts(runId),
  batchesKey: runKeys.batches(runId),
  force: force?.name ?? '',
  ...(force?.arn === undefined ? {} : { arn: force.arn }),
  // An ARN names the account; whether anybody there has all of it is looked up first.
  isSearch: force !== undefined && (force.account === undefined || force.arn !== undefined),
  isScheduled,
});

const knownKeys = async ({ store, clock }: StartParts): Promise<ReadonlyMap<string, number>> => {
  const now = clock.now();
  return keysKnownOn(await readKeyCounts(store, now), now);
};

interface SplitBy {
  readonly settings: Settings;
  /** Keys by account id. */
  readonly known: ReadonlyMap<string, number>;
  readonly now: Instant;
}

const ticketsFor = (accounts: readonly Account[], { settings, known, now }: SplitBy): readonly AccountTicket[] => {
  const { pace } = settings;
  const among = { accounts: accounts.map(({ id }) => id), now };
  const shares = splitShare(pace, known, among);
  const { rotationsPerRun: most } = pace;
  const rotations = most && splitShare({ organizationKeys: most, organizationPercent: 0 }, known, among);
  return accounts.map(({ id, name, email }) => ({
    account: id,
    name,
    email: email ?? '',
    share: shares.get(id) ?? 0,
    ...(rotations ? { rotations: rotations.get(id) ?? 0 } : {}),
  }));
};

const manifestOf = (
  run: RunTicket,
  {
    clock,
    tickets,
    skipped,
    list,
    isFirstReport,
  }: {
    readonly clock: Clock;
    readonly tickets: readonly AccountTicket[];
    readonly skipped: readonly AccountResult[];
    readonly list: AccountList;
    readonly isFirstReport: boolean;
  },
): Manifest => ({
  run,
  startedAt: clock.now(),
  accounts: tickets.length,
  skipped,
  ...(isFirstReport ? { isFirstReport } : {}),
  ...(list.failure === undefined ? {} : { listFailure: list.failure }),
});
