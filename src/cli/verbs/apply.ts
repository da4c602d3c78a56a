import { Fault } from '../../app/faults/fault.ts';
import type { RunResult } from '../../app/results/result.ts';
import { exitCodeOf } from '../exit-code.ts';
import { type ListView, listViewOf, type ViewOptions } from '../list/list-view.ts';
import { filterWords, isFiltering } from '../list/user-filter.ts';
import { type Command, prepare, runLast, runShown, unknownUsers } from '../run/command.ts';
import type { Dependencies } from '../run/dependencies.ts';
import { printResult, printSummary } from '../run/print-result.ts';
import { refuseUnknownUsers } from '../run/refuse-unknown-users.ts';
import { addApplyViewOptions, addRunOptions, type CommonOptions } from '../settings/options.ts';
import { confirm, refuseSilence } from '../terminal/confirm.ts';
import type { Verb } from '../verb.ts';

interface ApplyOptions extends CommonOptions, ViewOptions {
  readonly yes?: boolean;
}

export const applyVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('apply')
    .description('do it: shows the plan and asks first')
    .option('--yes', 'do not ask');
  addRunOptions(addApplyViewOptions(command));
  command.action(async (options: ApplyOptions) => done(await apply(dependencies, options)));
};

const apply = async (dependencies: Dependencies, options: ApplyOptions): Promise<number> => {
  const { io } = dependencies;
  const view = wholeView(options);
  const command = await prepare(dependencies, options, 'apply');
  if (!options.yes) {
    const planned = await approve(dependencies, command, view);
    if (planned !== undefined) return planned;
  } else await refuseUnknownUsers(dependencies, command);
  const { result, listed } = await runLast(dependencies, command, { mode: 'apply', isAll: view.isAll });
  const { policy } = command.loaded.settings;
  printResult(io, result, { policy, view: { ...view, listed }, output: options });
  const unknown = unknownUsers(result);
  if (unknown !== undefined) throw unknown;
  return exitCodeOf(result, { isInterrupted: io.signal.aborted });
};

/** Throws a Fault for a filter: it would read as a choice of whom this acts on. */
const wholeView = (options: ViewOptions): ListView => {
  const view = listViewOf(options);
  if (!isFiltering(view.filter)) return view;
  const words = filterWords(view.filter);
  throw new Fault('command-invalid', `apply takes no ${words}: it acts on everybody for whom something is due`, {
    remedy: `choose whom with --user, --account or --ou; \`keyturn plan ${words}\` shows a part`,
  });
};

/** `undefined`: go ahead. Otherwise the exit code of a process that changes nothing. */
const approve = async (dependencies: Dependencies, command: Command, given: ListView): Promise<number | undefined> => {
  const { io } = dependencies;
  refuseSilence(io);
  const { result: plan, listed } = await runShown(dependencies, command, { mode: 'plan', isAll: given.isAll });
  const view = { ...given, listed };
  const unknown = unknownUsers(plan);
  if (unknown !== undefined) throw unknown;
  const { policy } = command.loaded.settings;
  const code = exitCodeOf(plan, { isInterrupted: io.signal.aborted });
  if (code === 130 || stepsIn(plan) === 0) {
    printResult(io, plan, { policy, view, output: command.options });
    return code;
  }
  printSummary(io, plan, { policy, view, sink: io.err });
  return confirm(io, question(plan));
};

const question = (plan: RunResult): string => {
  const steps = stepsIn(plan);
  return `Carry out ${steps === 1 ? 'this step' : `these ${steps} steps`}${plan.incomplete ? ', though the plan is incomplete' : ''}?`;
};

const stepsIn = ({ users }: RunResult): number =>
  users.filter(({ outcome, step }) => outcome === 'planned' && step !== 'NOTHING').length;
