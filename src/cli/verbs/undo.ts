import type { UndoResult } from '../../app/acts/undo-result.ts';
import type { RunRequest } from '../../app/run/request.ts';
import { type Command, prepare, runDependencies, withConnection } from '../run/command.ts';
import type { Dependencies } from '../run/dependencies.ts';
import { scopeOfUser, userTarget } from '../run/user-target.ts';
import {
  accountOption,
  addAwsOptions,
  addOutputOptions,
  addPolicyOptions,
  addSettingOptions,
  type CommonOptions,
} from '../settings/options.ts';
import { confirm, refuseSilence } from '../terminal/confirm.ts';
import { printMessage } from '../terminal/print-message.ts';
import type { Verb } from '../verb.ts';

interface UndoOptions extends CommonOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export const undoVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('undo')
    .description('take back the last deactivation, announced deletion or promotion of one user; asks first')
    .argument('<user>', 'ARN of the user, or the name with --account')
    .option('--dry-run', 'show what would be undone, and change nothing')
    .option('--yes', 'do not ask')
    .addOption(accountOption());
  addOutputOptions(command);
  addPolicyOptions(addSettingOptions(addAwsOptions(command)));
  command.action(async (user: string, options: UndoOptions) => done(await undo(dependencies, user, options)));
};

const undo = async (dependencies: Dependencies, user: string, options: UndoOptions): Promise<number> => {
  const { io } = dependencies;
  const { dryRun: isDryRun = false, yes: isSure = false, json: isJson = false } = options;
  const target = userTarget(user, options);
  const given = { ...options, account: target.accounts, user: [target.name] };
  const prepared = await prepare(dependencies, given, isDryRun ? 'plan' : 'apply');
  if (!isDryRun && !isSure) refuseSilence(io);
  const command = { ...prepared, scope: await scopeOfUser(dependencies, prepared, target) };
  if (!isSure || isDryRun) {
    const planned = await undoOnce(dependencies, command, 'plan');
    printMessage(isDryRun ? io.out : io.err, planned, isJson && isDryRun);
    const code = isDryRun ? 0 : await confirm(io, `Undo this for ${target.name} now?`);
    if (code !== undefined) return code;
  }
  printMessage(io.out, await undoOnce(dependencies, command, 'apply'), isJson);
  return 0;
};

const undoOnce = (dependencies: Dependencies, command: Command, mode: RunRequest['mode']): Promise<UndoResult> =>
  withConnection(dependencies, { ...command, mode }, (connection, identity) =>
    dependencies.undo(
      { mode, scope: command.scope, settings: command.loaded.settings },
      runDependencies(dependencies, connection, identity),
    ),
  );
