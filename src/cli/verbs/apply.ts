import type { RunResult } from '../../app/results/result.ts';
import { exitCodeOf } from '../exit-code.ts';
import { prepare, runLast, runOnce, unknownUsers, type Work } from '../run/command.ts';
import type { Means } from '../run/dependencies.ts';
import { printResult, printSummary } from '../run/print-result.ts';
import { addRunOptions, type CommonOptions } from '../settings/options.ts';
import { confirm, refuseSilence } from '../terminal/confirm.ts';
import type { Verb } from '../verb.ts';

interface ApplyOptions extends CommonOptions {
  readonly yes?: boolean;
}

export const applyVerb: Verb = (program, means, done) => {
  const command = program
    .command('apply')
    .description('do it: shows the plan and asks first')
    .option('--yes', 'do not ask');
  addRunOptions(command);
  command.action(async (options: ApplyOptions) => done(await apply(means, options)));
};

const apply = async (means: Means, options: ApplyOptions): Promise<number> => {
  const { io } = means;
  const work = await prepare(means, options, 'apply');
  if (!options.yes) {
    const planned = await approve(means, work);
    if (planned !== undefined) return planned;
  }
  const result = await runLast(means, work, { mode: 'apply' });
  printResult(io, result, { policy: work.loaded.settings.policy, output: options });
  const unknown = unknownUsers(result);
  if (unknown !== undefined) throw unknown;
  return exitCodeOf(result, { isInterrupted: io.signal.aborted });
};

/** `undefined`: go ahead. Otherwise the exit code of a process that changes nothing. */
const approve = async (means: Means, work: Work): Promise<number | undefined> => {
  const { io } = means;
  refuseSilence(io);
  const plan = await runOnce(means, work, { mode: 'plan' });
  const unknown = unknownUsers(plan);
  if (unknown !== undefined) throw unknown;
  const { policy } = work.loaded.settings;
  const code = exitCodeOf(plan, { isInterrupted: io.signal.aborted });
  if (code === 130 || stepsIn(plan) === 0) {
    printResult(io, plan, { policy, output: work.options });
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
