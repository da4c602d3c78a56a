import type { Instant } from '../../core/time.ts';
import { Fault } from '../faults/fault.ts';
import { exemptionWords, standingRules } from '../observe/exemptions.ts';
import type { UserTarget } from '../observe/user-target.ts';
import type { Clock } from '../ports/clock.ts';
import type { Account, OrganizationAccounts } from '../ports/organizations.ts';
import type { AccountSessions } from '../ports/sts.ts';
import type { AccountResult } from '../results/result.ts';
import { type AccountList, exemptAccounts, listAccounts } from '../run/list-accounts.ts';
import type { AccountAddresses, AccountBatch, AccountTicket, Manifest, RunTicket } from '../run-bucket/documents.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';
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

export interface PrepareParts {
  readonly organizationAccounts: OrganizationAccounts;
  readonly sessions: AccountSessions;
  /** What outlives runs, and no document of one. */
  readonly store: RunStore;
  readonly clock: Clock;
  /** A fresh unguessable text, at each call. */
  readonly nonce: () => string;
}

/** What a run begins with. */
export interface PreparedRun {
  readonly run: RunTicket;
  readonly tickets: readonly AccountTicket[];
  readonly batches: readonly AccountBatch[];
  readonly manifest: Manifest;
  /** `undefined`: not all accounts were listed. */
  readonly addresses: AccountAddresses | undefined;
}

/** Lists the accounts of a run, and splits over them what it may do today. Reads, and writes nothing. */
export const prepareRun = async (request: StartRequest, parts: PrepareParts): Promise<PreparedRun> => {
  const { settings, force, ous } = request;
  const { store, clock } = parts;
  const accounts = force?.account === undefined ? 'organization' : [force.account];
  const list = await listAccounts({ accounts, ous, users: [] }, parts);
  const exempt = await exemptAccounts(standingRules(settings, clock.now()), parts);
  const skipped = list.accounts.flatMap((account) => skip(account, exempt.get(account.id)));
  const open = list.accounts.filter(({ id }) => skipped.every((each) => each.id !== id));
  if (open.length === 0) throw new Fault('account-not-found', wordsForNone(skipped));
  const isFirstReport = request.mode === 'apply' && request.isScheduled && !(await hasReported(store));
  const run = ticketFor(isFirstReport ? { ...request, mode: 'plan' } : request, parts.nonce());
  const known = await knownKeys(parts);
  const tickets = ticketsFor(open, { settings, known, now: clock.now() });
  return {
    run,
    tickets,
    batches: accountBatches(tickets, { ...request, known, alone: await visitedAlone(store, clock.now()) }),
    manifest: manifestOf(run, { clock, tickets, skipped, list, isFirstReport }),
    addresses: accounts === 'organization' && list.failure === undefined ? addressesOf(list.accounts) : undefined,
  };
};

const addressesOf = (accounts: readonly Account[]): AccountAddresses =>
  Object.fromEntries(accounts.map(({ id, email = '' }) => [id, email]));

const skip = ({ id, name, state }: Account, rule: ExemptionRule | undefined): AccountResult[] => {
  if (state !== 'ACTIVE') return [{ id, name, outcome: 'skipped', error: `the account is ${state}` }];
  return rule === undefined ? [] : [{ id, name, outcome: 'skipped', error: exemptionWords(rule) }];
};

const wordsForNone = (skipped: readonly AccountResult[]): string =>
  ['no account is left to go through:', ...skipped.map(({ id, name, error }) => `  ${id} ${name}: ${error}`)].join(
    '\n',
  );

const ticketFor = ({ mode, runId, bucket, force, isScheduled }: StartRequest, seal: string): RunTicket => ({
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
  seal,
});

const knownKeys = async ({ store, clock }: PrepareParts): Promise<ReadonlyMap<string, number>> => {
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
  { seal: _, ...run }: RunTicket,
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
