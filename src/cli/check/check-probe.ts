import { Fault } from '../../app/faults/fault.ts';
import { exemptionWords, standingRules } from '../../app/observe/exemptions.ts';
import type { Account } from '../../app/ports/organizations.ts';
import { type ProbeResult, probe } from '../../app/probe/probe.ts';
import { exemptAccounts, listAccounts } from '../../app/run/list-accounts.ts';
import type { Scope } from '../../app/run/request.ts';
import { asWriter, isWriter, writersAt } from '../../app/secret/writers.ts';
import { type Command, withConnection } from '../run/command.ts';
import type { Connection, Dependencies } from '../run/dependencies.ts';
import { confirm, refuseSilence } from '../terminal/confirm.ts';
import { jsonText } from '../terminal/json-text.ts';
import { styleFor } from '../terminal/style.ts';
import { probeLines } from './probe-lines.ts';

/** `keyturn check --probe`: asks, tries AWS in one account, prints what was seen; the exit code of the process. */
export const checkProbe = async (
  dependencies: Dependencies,
  command: Command,
  { isSure }: { readonly isSure: boolean },
): Promise<number> => {
  const { io } = dependencies;
  refuseOtherScopes(command.scope);
  if (!isSure) {
    refuseSilence(io);
    const account = await withConnection(dependencies, command, (connection) =>
      accountOf(dependencies, command, connection),
    );
    const refusal = await confirm(io, questionFor(account));
    if (refusal !== undefined) return refusal;
  }
  const result = await probed(dependencies, command);
  if (command.options.json) io.out.write(jsonText({ schemaVersion: 1, ...result }));
  else io.out.write(`${probeLines(styleFor(io.out, io.env), result).join('\n')}\n`);
  if (io.signal.aborted) return 130;
  return result.verdict === 'fence-holds' ? 0 : 3;
};

const refuseOtherScopes = ({ accounts, ous, users }: Scope): void => {
  if (accounts === 'organization')
    throw new Fault('probe-refused', 'a probe is of one account, and --account names none');
  if (accounts !== 'self' && accounts.length > 1)
    throw new Fault('probe-refused', `a probe is of one account, and --account names ${accounts.join(', ')}`);
  const others = [...ous, ...users];
  if (others.length > 0)
    throw new Fault('probe-refused', `a probe is of a whole account: --ou and --user (${others.join(', ')}) narrow it`);
};

const questionFor = ({ id, name }: Account): string =>
  `Make one secret in account ${id} (${name}), try about 90 requests on it for up to a few minutes, and schedule its deletion in 7 days? No other secret, no user and no key is changed.`;

const probed = (dependencies: Dependencies, command: Command): Promise<ProbeResult> =>
  withConnection(dependencies, { ...command, mode: 'apply' }, async (connection) => {
    const { io, nonce } = dependencies;
    const account = await accountOf(dependencies, command, connection);
    const { sessions } = connection;
    const options = { readOnly: false };
    const session = await (command.scope.accounts === 'self'
      ? sessions.openOwn(options)
      : sessions.open(account, options));
    try {
      const { settings } = command.loaded;
      const { caller } = session.secretsHome;
      const { kmsKey } = settings;
      const named = writersAt(caller, settings);
      const writers = isWriter(caller.arn, named) ? named : [...named, asWriter(caller)];
      return await probe({ account, session, clock: io.clock, signal: io.signal, nonce: nonce(), kmsKey, writers });
    } finally {
      session.close();
    }
  });

/** The one account, if keyturn may write in it at all. */
const accountOf = async (
  { io }: Dependencies,
  { scope, loaded }: Command,
  connection: Connection,
): Promise<Account> => {
  const [account] = (await listAccounts(scope, connection)).accounts;
  if (account === undefined) throw new Fault('probe-refused', '--account names no account');
  if (account.state !== 'ACTIVE') throw new Fault('probe-refused', `account ${account.id} is ${account.state}`);
  const rules = standingRules(loaded.settings, io.clock.now());
  const rule = (await exemptAccounts(rules, connection)).get(account.id);
  if (rule) throw new Fault('probe-refused', `account ${account.id} is ${exemptionWords(rule)}`);
  return account;
};
