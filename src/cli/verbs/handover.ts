import { InvalidArgumentError, Option } from 'commander';
import type { HandoverRequest } from '../../app/acts/handover.ts';
import type { HandoverResult } from '../../app/acts/handover-result.ts';
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

interface HandoverOptions extends CommonOptions {
  readonly to?: string;
  readonly hours: number;
  readonly end?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export const handoverVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('handover')
    .description(
      "let a role read one user's secret for a day at most, where no key is left to read it with; asks first",
    )
    .argument('<user>', 'ARN of the user, or the name with --account')
    .addOption(new Option('--to <arn>', "ARN of the role, in the user's account").argParser(roleArn).conflicts('end'))
    .addOption(new Option('--hours <count>', 'how long, 24 hours at most').argParser(hoursIn).default(24))
    .option('--end', 'end a handover before its time')
    .option('--dry-run', 'show who could read what, and change nothing')
    .option('--yes', 'do not ask')
    .addOption(accountOption());
  addOutputOptions(command);
  addPolicyOptions(addSettingOptions(addAwsOptions(command)));
  command.action(async (user: string, options: HandoverOptions) => {
    if (options.to === undefined && options.end !== true) command.error("error: give --to with a role's ARN, or --end");
    return done(await handover(dependencies, user, options));
  });
};

/** Without wildcards: a policy would take them for more roles. */
const roleArn = (text: string): string => {
  if (/^arn:aws[\w-]*:iam::\d{12}:role\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.test(text)) return text;
  throw new InvalidArgumentError('Give the ARN of a role, such as arn:aws:iam::123456789012:role/ops/on-call.');
};

const hoursIn = (text: string): number => {
  if (/^([1-9]|1\d|2[0-4])$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 1 to 24.');
};

const handover = async (dependencies: Dependencies, user: string, options: HandoverOptions): Promise<number> => {
  const { io } = dependencies;
  const { dryRun: isDryRun = false, yes: isSure = false, json: isJson = false } = options;
  const target = userTarget(user, options);
  const given = { ...options, account: target.accounts, user: [target.name] };
  const prepared = await prepare(dependencies, given, isDryRun ? 'plan' : 'apply');
  if (!isDryRun && !isSure) refuseSilence(io);
  const command = { ...prepared, scope: await scopeOfUser(dependencies, prepared, target) };
  const once = (mode: HandoverRequest['mode']) => handOverOnce(dependencies, { ...command, mode }, options);
  if (!isSure || isDryRun) {
    printMessage(isDryRun ? io.out : io.err, await once('plan'), isJson && isDryRun);
    const code = isDryRun ? 0 : await confirm(io, `Do this for ${target.name} now?`);
    if (code !== undefined) return code;
  }
  printMessage(io.out, await once('apply'), isJson);
  return 0;
};

const handOverOnce = (
  dependencies: Dependencies,
  command: Command & Pick<HandoverRequest, 'mode'>,
  { to, hours }: HandoverOptions,
): Promise<HandoverResult> =>
  withConnection(dependencies, command, (connection, identity) =>
    dependencies.handOver(
      { mode: command.mode, scope: command.scope, settings: command.loaded.settings, to, hours },
      runDependencies(dependencies, connection, identity),
    ),
  );
