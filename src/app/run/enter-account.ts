import { RUN_LIMIT } from '../../core/limits.ts';
import { type Instant, plus } from '../../core/time.ts';
import type { Semaphore } from '../concurrency/semaphore.ts';
import { Fault } from '../faults/fault.ts';
import type { DeliveryParts } from '../notices/deliver.ts';
import type { PendingNotice } from '../notices/notices.ts';
import { ownersOf } from '../notices/owner-address.ts';
import type { AccountContext } from '../observe/account-context.ts';
import { type ExemptionLookup, exemptionsOf } from '../observe/exemptions.ts';
import { type ListedSecrets, listOurSecrets } from '../observe/list-secrets.ts';
import { createWriterRollout } from '../observe/writer-rollout.ts';
import type { Account } from '../ports/organizations.ts';
import type { AccountSession, Caller } from '../ports/sts.ts';
import { readPolicyArn } from '../secret/name.ts';
import { isWriter, writersAt } from '../secret/writers.ts';
import type { ExemptionRule, Settings } from '../settings/settings.ts';
import type { RunDependencies, RunRequest } from './request.ts';

/** What an account is entered with. */
export interface EntryParts {
  readonly request: Pick<RunRequest, 'mode' | 'scope' | 'settings'>;
  readonly dependencies: RunDependencies;
  readonly log: Pick<AccountContext, 'remark'>;
  readonly rules: readonly ExemptionRule[];
  readonly self: Caller;
  readonly semaphore: Semaphore;
}

/**
 * A session in the account; one that only reads, where nothing is to be done.
 * @throws Fault `account-invalid`
 */
export const openSession = async ({ request, dependencies }: EntryParts, account: Account): Promise<AccountSession> => {
  const readOnly = request.mode === 'plan';
  if (request.scope.accounts !== 'self') return dependencies.sessions.open(account, { readOnly });
  if (request.settings.central === undefined) return dependencies.sessions.openOwn({ readOnly });
  throw new Fault('account-invalid', '--account self keeps secrets in that account, and not in one for all accounts', {
    remedy: 'give the id of the account, or leave storeSecretsInCentralAccount out',
  });
};

export const accountContextFor = (parts: EntryParts, account: Account, session: AccountSession): AccountContext => {
  const { request, dependencies, log, rules, self, semaphore } = parts;
  const time = { clock: dependencies.clock, deadline: dependencies.deadline };
  let lookup: Promise<ExemptionLookup> | undefined;
  let policy: Promise<string> | undefined;
  let listed: Promise<ListedSecrets | undefined> | undefined;
  const secrets = (): Promise<ListedSecrets | undefined> => {
    listed ??= listOurSecrets({ session, account, remark: log.remark, ...time });
    return listed;
  };
  const writers = writersFor(parts, account, session);
  return {
    account,
    session,
    settings: request.settings,
    ...time,
    nonce: dependencies.nonce,
    pause: (ms, signal) => semaphore.yieldWhile(() => dependencies.clock.sleep(ms, signal)),
    exemptions: () => {
      lookup ??= exemptionsOf(rules, session, request.settings);
      return lookup;
    },
    secrets,
    writers,
    homes: [session.secretsHome, session.otherHome].flatMap((home) => home?.caller.accountId ?? []),
    rollout: createWriterRollout({ writers, secrets, clock: time.clock }),
    readPolicy: () => {
      // Where it could not be read, the next user may be luckier.
      policy ??= session.users.policyDocument(readPolicyArn(session.caller.partition, account.id)).catch((error) => {
        policy = undefined;
        throw error;
      });
      return policy;
    },
    canTell: dependencies.notifier !== undefined,
    selfArn: self.arn,
    remark: log.remark,
  };
};

/**
 * Who may write to the secrets of the account's users, in the account where these are. Under one's own credentials
 * nobody knows who comes tomorrow: there the setting must say it, and whoever it does not name must not shut himself
 * out.
 */
const writersFor = (
  { request: { settings, scope }, log }: EntryParts,
  account: Account,
  { secretsHome: { caller } }: AccountSession,
): readonly string[] | undefined => {
  const writers = writersAt(caller, settings);
  if (scope.accounts !== 'self') return writers;
  const why =
    settings.writers.length === 0
      ? 'the setting writers names nobody'
      : isWriter(caller.arn, writers)
        ? undefined
        : `the setting writers does not name ${caller.arn}`;
  if (why === undefined) return writers;
  log.remark(
    `account ${account.id}: whoever has the rights in Secrets Manager may change the secrets whose policy names no writers yet, since ${why}`,
  );
  return undefined;
};

/** By what way owners are told, and who they are. */
export const deliveryFor = (
  { settings }: EntryParts['request'],
  { notifier, mostMails }: EntryParts['dependencies'],
): DeliveryParts => ({ notifier, mostMails, ownerOf: (pending) => ownerOf(settings, pending) });

const ownerOf = (settings: Settings, { snapshot }: PendingNotice): readonly string[] | undefined => {
  const owners = ownersOf(settings, snapshot.user.tags);
  return owners.ok ? owners.addresses : undefined;
};

/** A laptop that was closed in the middle of a run does not go on with it the next morning. */
export const deadlineOf = ({ clock, deadline }: RunDependencies): Instant => {
  const end = plus(clock.now(), RUN_LIMIT);
  return deadline !== undefined && deadline < end ? deadline : end;
};
