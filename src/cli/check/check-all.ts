import { mapConcurrent } from '../../app/concurrency/map-concurrent.ts';
import { listAccounts } from '../../app/run/list-accounts.ts';
import { defaultSettings } from '../../app/settings/table.ts';
import { type Command, withConnection } from '../run/command.ts';
import type { Dependencies } from '../run/dependencies.ts';
import { checkAccount } from './check-account.ts';
import { checkFunctionConcurrency } from './check-function-concurrency.ts';
import { checkKmsKey } from './check-kms-key.ts';
import { checkMail } from './check-mail.ts';
import { type Finding, failed, ok } from './finding.ts';

export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly accounts: number;
  /** Users with an access key, in the accounts that could be read. */
  readonly keyHolders: number;
  readonly dollarsAMonth: number;
}

/** AWS's price of one secret for a month, in US dollars (https://aws.amazon.com/secrets-manager/pricing/). */
const SECRET_PRICE = 0.4;

/** Everything `apply` needs, looked at without changing anything. */
export const checkAll = (dependencies: Dependencies, command: Command): Promise<CheckResult> =>
  withConnection(dependencies, command, async (connection, identity) => {
    const { settings } = command.loaded;
    const { sessions, inspection } = connection;
    const self = await sessions.self();
    const list = await listAccounts(command.scope, connection);
    const active = list.accounts.filter(({ state }) => state === 'ACTIVE');
    identity.report({ kind: 'accounts-found', count: active.length });
    const isSelf = command.scope.accounts === 'self';
    const checked = await mapConcurrent(active, settings.parallelAccounts, async (account) => {
      const open = () => (isSelf ? sessions.openOwn({ readOnly: true }) : sessions.open(account, { readOnly: true }));
      const result = await checkAccount({
        account,
        open,
        exemptions: settings.exemptions,
        clock: dependencies.io.clock,
      });
      const outcome = result.keyHolders === undefined ? 'failed' : 'done';
      identity.report({ kind: 'account-done', result: { id: account.id, name: account.name, outcome } });
      return result;
    });
    const keyHolders = checked.reduce((sum, each) => sum + (each.keyHolders ?? 0), 0);
    return {
      findings: [
        ok('credentials', `${self.arn}, in ${connection.region}`),
        list.failure === undefined
          ? ok('accounts', `${active.length} active of ${list.accounts.length}`)
          : failed('accounts', `the list broke off: ${list.failure}`, 'allow organizations:ListAccounts'),
        ...(await checkMail(settings, connection)),
        await checkKmsKey(inspection, settings.kmsKey),
        // One account by itself is never worked by functions.
        ...(isSelf ? [] : [await checkFunctionConcurrency(inspection, defaultSettings.parallelAccounts)]),
        ...checked.flatMap(({ findings }) => findings),
      ],
      accounts: active.length,
      keyHolders,
      dollarsAMonth: Math.round(keyHolders * SECRET_PRICE * 100) / 100,
    };
  });
