import { checkAll } from '../check/check-all.ts';
import { checkLines } from '../check/check-lines.ts';
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

export const checkVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('check')
    .description('look whether apply could work, and what it will cost: credentials, roles, SES, KMS; reads only');
  addSettingOptions(addAwsOptions(addOutputOptions(addScopeOptions(command))));
  command.action(async (options: CommonOptions) => done(await check(dependencies, options)));
};

const check = async (dependencies: Dependencies, options: CommonOptions): Promise<number> => {
  const { io } = dependencies;
  const command = await prepare(dependencies, options, 'plan');
  const result = await checkAll(dependencies, command);
  if (options.json) io.out.write(jsonText({ schemaVersion: 1, ...result }));
  else io.out.write(`${checkLines(styleFor(io.out, io.env), result).join('\n')}\n`);
  if (io.signal.aborted) return 130;
  return result.findings.some(({ outcome }) => outcome === 'failed') ? 3 : 0;
};
