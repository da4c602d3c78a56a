import { exitCodeOf } from '../exit-code.ts';
import { listViewOf, type ViewOptions } from '../list/list-view.ts';
import { prepare, runLast, unknownUsers } from '../run/command.ts';
import type { Dependencies } from '../run/dependencies.ts';
import { printResult } from '../run/print-result.ts';
import { addPlanViewOptions, addRunOptions, type CommonOptions } from '../settings/options.ts';
import { showSettings } from '../settings/show-settings.ts';
import type { Verb } from '../verb.ts';

interface PlanOptions extends CommonOptions, ViewOptions {
  readonly check?: boolean;
  readonly showSettings?: boolean;
}

export const planVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('plan')
    .description('say what apply would do, and why; reads only')
    .option('--check', 'exit with 1 when something is due')
    .option('--show-settings', 'print each setting, its value and where it came from, and stop');
  addRunOptions(addPlanViewOptions(command));
  command.action(async (options: PlanOptions) => done(await plan(dependencies, options)));
};

const plan = async (dependencies: Dependencies, options: PlanOptions): Promise<number> => {
  const { io } = dependencies;
  const view = listViewOf(options);
  const command = await prepare(dependencies, options, 'plan');
  if (options.showSettings) {
    showSettings(io, command.loaded, { isJson: options.json ?? false });
    return 0;
  }
  const { result, listed } = await runLast(dependencies, command, { mode: 'plan', isAll: view.isAll });
  const unknown = unknownUsers(result);
  if (unknown !== undefined) throw unknown;
  printResult(io, result, {
    policy: command.loaded.settings.policy,
    view: { ...view, listed },
    output: options,
  });
  return exitCodeOf(result, { isInterrupted: io.signal.aborted, isCheck: options.check ?? false });
};
