import type { RunResult } from '../../app/results/result.ts';
import { exitCodeOf } from '../exit-code.ts';
import { type Command, prepare, runLast, runOnce, unknownUsers } from '../run/command.ts';
import type { Dependencies } from '../run/dependencies.ts';
import { printResult, printSummary } from '../run/print-result.ts';
import { refuseUnknownUsers } from '../run/refuse-unknown-users.ts';
import { addRunOptions, type CommonOptions } from '../settings/options.ts';
import { confirm, refuseSilence } from '../terminal/confirm.ts';
import type { Verb } from '../verb.ts';

interface ApplyOptions extends CommonOptions {
  readonly yes?: boolean;
}

export const applyVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('apply')
    .description('do it: shows the plan and asks first')
    .option('--yes', 'do not ask');
  addRunOptions(command);
  command.action(async (options: ApplyOptions) => done(await apply(dependencies, options)));
};

const apply = async (dependencies: Dependencies, options: ApplyOptions): Promise<number> => {
  const { io } = dependencies;
  const command = await prepare(dependencies, options, 'apply');
  if (!options.yes) {
    const planned = await approve(dependencies, command);
    if (planned !== undefined) return planned;
  } else await refuseUnknownUsers(dependencies, command);
  const result = await runLast(dependencies, command, { mode: 'apply' });
  printResult(io, result, { policy: command.loaded.settings.policy, output: options });
  const unknown = unknownUsers(result);
  if (unknown !== undefined) throw unknown;
  return exitCodeOf(result, { isInterrupted: io.signal.aborted });
};

/** `undefined`: go ahead. Otherwise the exit code of a process that changes nothing. */
const approve = async (dependencies: Dependencies, command: Command): Promise<number | undefined> => {
  const { io } = dependencies;
  refuseSilence(io);
  const plan = await runOnce(dependencies, command, { mode: 'plan' });
  const unknown = unknownUsers(plan);
  if (unknown !== undefined) throw unknown;
  const { policy } = command.loaded.settings;
  const code = exitCodeOf(plan, { isInterrupted: io.signal.aborted });
  if (code === 130 || stepsIn(plan) === 0) {
    printResult(io, plan, { policy, output: command.options });
    return code;
  }
  printSummary(io, plan, { policy, sink: io.err });
  return confirm(io, question(plan));
};

const question = (plan: RunResult): string => {
  const steps = stepsIn(plan);
  return `Carry out ${steps === 1 ? 'this step' : `these ${steps} steps`}${plan.incomplete ? ', though the plan is incomplete' : ''}?`;
};

const stepsIn = ({ users }: RunResult): number =>
  users.filter(({ outcome, step }) => outcome === 'planned' && step !== 'NOTHING').length;
