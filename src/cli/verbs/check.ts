import { checkAll } from '../check/check-all.ts';
import { checkLines } from '../check/check-lines.ts';
import { checkProbe } from '../check/check-probe.ts';
import { prepare } from '../run/command.ts';
import type { Dependencies } from '../run/dependencies.ts';
import {
  addAwsOptions,
  addOutputOptions,
  addScopeOptions,
  addSettingOptions,
  type CommonOptions,
} from '../settings/options.ts';
import { jsonText } from '../terminal/json-text.ts';
import { styleFor } from '../terminal/style.ts';
import type { Verb } from '../verb.ts';

interface CheckOptions extends CommonOptions {
  readonly probe?: boolean;
  readonly yes?: boolean;
}

export const checkVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('check')
    .description(
      'look whether apply could work, and what it will cost: credentials, roles, SES, KMS; without --probe it only reads',
    )
    .option('--probe', 'try instead, on one secret made for it in the one --account, whether AWS is as keyturn expects')
    .option('--yes', 'do not ask before --probe');
  addSettingOptions(addAwsOptions(addOutputOptions(addScopeOptions(command))));
  command.action(async (options: CheckOptions) => done(await check(dependencies, options)));
};

const check = async (dependencies: Dependencies, options: CheckOptions): Promise<number> => {
  const { io } = dependencies;
  const command = await prepare(dependencies, options, 'plan');
  if (options.probe) return checkProbe(dependencies, command, { isSure: options.yes ?? false });
  const result = await checkAll(dependencies, command);
  if (options.json) io.out.write(jsonText({ schemaVersion: 1, ...result }));
  else io.out.write(`${checkLines(styleFor(io.out, io.env), result).join('\n')}\n`);
  if (io.signal.aborted) return 130;
  return result.findings.some(({ outcome }) => outcome === 'failed') ? 3 : 0;
};
