import { checkAll } from '../check/check-all.ts';
import { checkLines } from '../check/check-lines.ts';
import { jsonText } from '../json-text.ts';
import type { Means } from '../means.ts';
import { addAwsOptions, addOutputOptions, addScopeOptions, addSettingOptions, type CommonOptions } from '../options.ts';
import { styleFor } from '../style.ts';
import type { Verb } from '../verb.ts';
import { prepare } from '../work.ts';

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
