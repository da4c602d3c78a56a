import { checkAll } from '../check/check-all.ts';
import { checkLines } from '../check/check-lines.ts';
import { prepare } from '../run/command.ts';
import type { Means } from '../run/dependencies.ts';
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

export const checkVerb: Verb = (program, means, done) => {
  const command = program
    .command('check')
    .description('look whether apply could work, and what it will cost: credentials, roles, SES, KMS; reads only');
  addSettingOptions(addAwsOptions(addOutputOptions(addScopeOptions(command))));
  command.action(async (options: CommonOptions) => done(await check(means, options)));
};

const check = async (means: Means, options: CommonOptions): Promise<number> => {
  const { io } = means;
  const work = await prepare(means, options, 'plan');
  const result = await checkAll(means, work);
  if (options.json) io.out.write(jsonText({ schemaVersion: 1, ...result }));
  else io.out.write(`${checkLines(styleFor(io.out, io.env), result).join('\n')}\n`);
  if (io.signal.aborted) return 130;
  return result.findings.some(({ outcome }) => outcome === 'failed') ? 3 : 0;
};
