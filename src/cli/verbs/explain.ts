import type { ExplainResult } from '../../app/acts/explain-result.ts';
import { explainLines } from '../render/explain-lines.ts';
import { prepare, runDependencies, withConnection } from '../run/command.ts';
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
import { jsonText } from '../terminal/json-text.ts';
import { styleFor } from '../terminal/style.ts';
import type { Verb } from '../verb.ts';

export const explainVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('explain')
    .description('say all that keyturn sees of one user, what it would do now, and by which rule; reads only')
    .argument('<user>', 'ARN of the user, or the name with --account')
    .addOption(accountOption());
  addOutputOptions(command);
  addPolicyOptions(addSettingOptions(addAwsOptions(command)));
  command.action(async (user: string, options: CommonOptions) => done(await explain(dependencies, user, options)));
};

/** Ends as `plan` does: 3 where something could not be seen. */
const explain = async (dependencies: Dependencies, user: string, options: CommonOptions): Promise<number> => {
  const { io } = dependencies;
  const result = await explainOnce(dependencies, user, options);
  io.out.write(
    options.json ? jsonText(result) : `${explainLines(styleFor(io.out, io.env), result, io.out.columns).join('\n')}\n`,
  );
  if (io.signal.aborted) return 130;
  return result.incomplete || result.plan.outcome === 'failed' ? 3 : 0;
};

const explainOnce = async (
  dependencies: Dependencies,
  user: string,
  options: CommonOptions,
): Promise<ExplainResult> => {
  const target = userTarget(user, options);
  const given = { ...options, account: target.accounts, user: [target.name] };
  const prepared = await prepare(dependencies, given, 'plan');
  const command = { ...prepared, scope: await scopeOfUser(dependencies, prepared, target) };
  const { settings, origins } = command.loaded;
  const names = Object.fromEntries(Object.entries(origins).map(([path, { name }]) => [path, name]));
  return withConnection(dependencies, command, (connection, identity) =>
    dependencies.explain(
      { scope: command.scope, settings, origins: names },
      runDependencies(dependencies, connection, identity),
    ),
  );
};
