import type { RunResult } from '../../app/results/result.ts';
import { exitCodeOf } from '../exit-code.ts';
import { type Command, prepare, runOnce, unknownUsers } from '../run/command.ts';
import type { Dependencies } from '../run/dependencies.ts';
import { printResult, printSummary } from '../run/print-result.ts';
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
import type { Verb } from '../verb.ts';

interface RotateOptions extends CommonOptions {
  readonly yes?: boolean;
}

export const rotateVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('rotate')
    .description('give one user a new key now, whatever the age of the old key; asks first')
    .argument('<user>', 'ARN of the user, or the name with --account')
    .option('--yes', 'do not ask')
    .addOption(accountOption());
  addOutputOptions(command);
  addPolicyOptions(addSettingOptions(addAwsOptions(command)));
  command.action(async (user: string, options: RotateOptions) => done(await rotate(dependencies, user, options)));
};

const rotate = async (dependencies: Dependencies, user: string, options: RotateOptions): Promise<number> => {
  const { io } = dependencies;
  const target = userTarget(user, options);
  const { name } = target;
  const command = await prepare(dependencies, { ...options, account: target.accounts, user: [name] }, 'apply');
  if (!options.yes) refuseSilence(io);
  const scope = await scopeOfUser(dependencies, command, target);
  if (!options.yes) {
    const code = await approve(dependencies, { ...command, scope }, name);
    if (code !== undefined) return code;
  }
  const result = await runOnce(dependencies, command, { mode: 'apply', scope, isForced: true });
  return conclude(dependencies, command, result);
};

/** `undefined`: go ahead. Otherwise the exit code of a process that changes nothing. */
const approve = async (dependencies: Dependencies, command: Command, name: string): Promise<number | undefined> => {
  const { io } = dependencies;
  const plan = await runOnce(dependencies, command, { mode: 'plan', isForced: true });
  if (plan.users.every(({ outcome }) => outcome !== 'planned')) return conclude(dependencies, command, plan);
  printSummary(io, plan, { policy: command.loaded.settings.policy, sink: io.err });
  return confirm(io, `Do this for ${name} now?`);
};

const conclude = ({ io }: Dependencies, { loaded, options }: Command, result: RunResult): number => {
  const isJson = options.json ?? false;
  const unknown = unknownUsers(result);
  const isIdle = !result.incomplete && result.users.length === 0;
  if (isJson || !isIdle) printResult(io, result, { policy: loaded.settings.policy, output: options });
  if (unknown !== undefined) throw unknown;
  if (isIdle)
    io.err.write('Nothing can be done for this user now: exempt, without an active key, or amid a rotation.\n');
  return exitCodeOf(result, { isInterrupted: io.signal.aborted, isForced: true });
};
