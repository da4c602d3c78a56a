import { InvalidArgumentError, Option } from 'commander';
import type { HandoverRequest } from '../../app/acts/handover.ts';
import type { HandoverResult } from '../../app/acts/handover-result.ts';
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

interface HandoverOptions extends ActOptions {
  readonly to?: string;
  readonly hours: number;
  readonly end?: boolean;
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

const handover = (dependencies: Dependencies, user: string, options: HandoverOptions): Promise<number> =>
  askAndAct(
    dependencies,
    { user, options },
    {
      question: (name) => `Do this for ${name} now?`,
      once: (command, mode) => handOverOnce(dependencies, { ...command, mode }, options),
    },
  );

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
