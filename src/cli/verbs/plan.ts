import { exitCodeOf } from '../exit-code.ts';
import { prepare, runLast, unknownUsers } from '../run/command.ts';
import type { Dependencies } from '../run/dependencies.ts';
import { printResult } from '../run/print-result.ts';
import { addRunOptions, type CommonOptions } from '../settings/options.ts';
import { showSettings } from '../settings/show-settings.ts';
import type { Verb } from '../verb.ts';

interface PlanOptions extends CommonOptions {
  readonly check?: boolean;
  readonly showSettings?: boolean;
}

export const planVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('plan')
    .description('say what apply would do, and why; reads only')
    .option('--check', 'exit with 1 when something is due')
    .option('--show-settings', 'print each setting, its value and where it came from, and stop');
  addRunOptions(command);
  command.action(async (options: PlanOptions) => done(await plan(dependencies, options)));
};

const plan = async (dependencies: Dependencies, options: PlanOptions): Promise<number> => {
  const { io } = dependencies;
  const command = await prepare(dependencies, options, 'plan');
  if (options.showSettings) {
    showSettings(io, command.loaded, { isJson: options.json ?? false });
    return 0;
  }
  const result = await runLast(dependencies, command, { mode: 'plan' });
  const unknown = unknownUsers(result);
  if (unknown !== undefined) throw unknown;
  printResult(io, result, { policy: command.loaded.settings.policy, output: options });
  return exitCodeOf(result, { isInterrupted: io.signal.aborted, isCheck: options.check ?? false });
};
