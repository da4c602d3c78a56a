import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { Fault } from '../faults/fault.ts';
import type { Account } from '../ports/organizations.ts';
import type { AccountSession, AccountSessions } from '../ports/sts.ts';
import { secretNamePrefix } from '../secret/name.ts';
import { withoutWriters } from '../secret/policy-state.ts';
import { tagKeys } from '../secret/tags.ts';
import { askedChange, type DeployStep, type DeployTools } from './step.ts';

/** A way to the secrets of a deployment that is to be taken away. */
export interface SecretsToOpen {
  /** Those that may have secrets; `failure`: the list is not whole. */
  readonly accounts: () => Promise<{ readonly accounts: readonly Account[]; readonly failure: string | undefined }>;
  readonly sessions: Pick<AccountSessions, 'open'>;
  /** Name of the installation: another one's secrets are left alone. */
  readonly deployment: string;
}

const ACCOUNTS_AT_A_TIME = 10;

/**
 * Takes the denial of changes off every secret, while there is a role that still may: afterwards whoever has the rights
 * in Secrets Manager may change and delete them again. Who may read them stays as it is.
 */
export const openSecretsStep = (secrets: SecretsToOpen, tools: DeployTools): DeployStep => {
  const step = { part: 'secrets', name: 'secrets of users' } as const;
  return {
    ...step,
    preview: async () => {
      const seen = await eachAccount(secrets, { readOnly: true }, (session) => shutIn(session, secrets));
      const found = seen.done.filter(({ value }) => value.length > 0);
      const count = found.reduce((sum, { value }) => sum + value.length, 0);
      if (count === 0 && seen.failures.length === 0)
        return { kind: 'settled', result: { ...step, outcome: 'unchanged', lines: [] } };
      if (count === 0)
        return { kind: 'settled', result: { ...step, outcome: 'incomplete', lines: withAdvice(seen.failures) } };
      const perform = async () => {
        const opened = await eachAccount(secrets, { readOnly: false }, (session) => open(session, secrets, tools));
        const failures = [...opened.failures, ...opened.done.flatMap(({ value }) => value)];
        return failures.length === 0 ? undefined : { incomplete: withAdvice(failures) };
      };
      const question = `Let whoever has the rights in Secrets Manager change ${count} secrets in ${found.length} accounts again?`;
      const lines = found.map(({ account, value }) => `Change ${value.length} policies in ${account.id}`);
      const all = [...lines, ...seen.failures];
      return askedChange({ step, action: 'update', question, lines: all, perform }, tools.dialog);
    },
  };
};

const withAdvice = (failures: readonly string[]): readonly string[] => [
  ...failures,
  'Nothing was deleted. Let yourself in (OperatorPrincipalArns) and run it again; or leave these secrets as they are, with --leave-sealed: then only their writers, the root user and the role keyturn-break-glass can change them',
];

async function* ours(session: AccountSession, { deployment }: SecretsToOpen): AsyncIterable<string> {
  for await (const page of session.secretStore.list(secretNamePrefix(session.caller.accountId)))
    for (const { arn, tags, deletionAt } of page)
      if (tags[tagKeys.deployment] === deployment && deletionAt === undefined) yield arn;
}

/** Secrets whose policy names writers. */
const shutIn = async (session: AccountSession, secrets: SecretsToOpen): Promise<readonly string[]> => {
  const arns: string[] = [];
  for await (const arn of ours(session, secrets))
    if (withoutWriters(await session.secretStore.policy(arn)) !== undefined) arns.push(arn);
  return arns;
};

/** What could not be opened, in words. */
const open = async (
  session: AccountSession,
  secrets: SecretsToOpen,
  { clock }: DeployTools,
): Promise<readonly string[]> => {
  const failures: string[] = [];
  for await (const arn of ours(session, secrets))
    try {
      const opened = withoutWriters(await session.secretStore.policy(arn));
      if (opened !== undefined) await session.secretStore.putPolicy(arn, opened, { signedAt: clock.now() });
    } catch (error) {
      if (!isAwsFault(error)) throw error;
      failures.push(`${arn}: ${error.message}`);
    }
  return failures;
};

interface EachAccount<T> {
  readonly done: readonly { readonly account: Account; readonly value: T }[];
  readonly failures: readonly string[];
}

const eachAccount = async <T>(
  { accounts: list, sessions }: SecretsToOpen,
  options: { readonly readOnly: boolean },
  work: (session: AccountSession) => Promise<T>,
): Promise<EachAccount<T>> => {
  const { accounts, failure } = await list().catch(unlisted);
  const done: { account: Account; value: T }[] = [];
  const failures: string[] = failure === undefined ? [] : [`not all accounts could be listed: ${failure}`];
  await mapConcurrent(accounts, ACCOUNTS_AT_A_TIME, async (account) => {
    try {
      const session = await sessions.open(account, options);
      try {
        done.push({ account, value: await work(session) });
      } finally {
        session.close();
      }
    } catch (error) {
      if (!isAwsFault(error)) throw error;
      failures.push(`account ${account.id}: ${error.message}`);
    }
  });
  return { done, failures };
};

/** Not one account could be listed. */
const unlisted = (error: unknown): Awaited<ReturnType<SecretsToOpen['accounts']>> => {
  if (!(error instanceof Fault)) throw error;
  return { accounts: [], failure: error.message };
};
