import type { UndoResult } from '../../app/acts/undo-result.ts';
import type { RunRequest } from '../../app/run/request.ts';
import { type ActOptions, askAndAct } from '../run/ask-and-act.ts';
import { type Command, runDependencies, withConnection } from '../run/command.ts';
import type { Dependencies } from '../run/dependencies.ts';
import {
  accountOption,
  addAwsOptions,
  addOutputOptions,
  addPolicyOptions,
  addSettingOptions,
} from '../settings/options.ts';
import type { Verb } from '../verb.ts';

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
  command.action(async (user: string, options: ActOptions) => done(await undo(dependencies, user, options)));
};

const undo = (dependencies: Dependencies, user: string, options: ActOptions): Promise<number> =>
  askAndAct(
    dependencies,
    { user, options },
    {
      question: (name) => `Undo this for ${name} now?`,
      once: (command, mode) => undoOnce(dependencies, command, mode),
    },
  );

const undoOnce = (dependencies: Dependencies, command: Command, mode: RunRequest['mode']): Promise<UndoResult> =>
  withConnection(dependencies, { ...command, mode }, (connection, identity) =>
    dependencies.undo(
      { mode, scope: command.scope, settings: command.loaded.settings },
      runDependencies(dependencies, connection, identity),
    ),
  );
