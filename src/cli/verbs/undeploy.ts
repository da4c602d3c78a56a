import { undeploy as undeployAll } from '../../app/deploy/undeploy.ts';
import { addNameOptions, type DeployOptions, namesFrom, refuseBadPlaces } from '../deploy/deploy-options.ts';
import { deployToolsFor } from '../deploy/dialog.ts';
import { undeployEnding } from '../deploy/ending-lines.ts';
import { exitCodeOfParts } from '../deploy/exit-code-of-parts.ts';
import { placeLines } from '../deploy/opening-lines.ts';
import { refuseInSandbox } from '../deploy/refuse-in-sandbox.ts';
import { withDeployment } from '../deploy/with-deployment.ts';
import type { Dependencies } from '../run/dependencies.ts';
import { refuseSilence } from '../terminal/confirm.ts';
import { jsonText } from '../terminal/json-text.ts';
import { styleFor } from '../terminal/style.ts';
import type { Verb } from '../verb.ts';

export const undeployVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('undeploy')
    .description('take the stacks and the StackSet away again; every key, secret and bucket stays')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'show what would be done, and change nothing');
  addNameOptions(command).action(async (options: DeployOptions) => done(await undeploy(dependencies, options)));
};

const undeploy = async (dependencies: Dependencies, options: DeployOptions): Promise<number> => {
  const { io } = dependencies;
  const names = namesFrom(options);
  refuseBadPlaces(options);
  refuseInSandbox(io);
  const { yes: isYes = false, dryRun: isDryRun = false, json: isJson = false } = options;
  if (!isYes && !isDryRun) refuseSilence(io);
  const style = styleFor(io.out, io.env);
  return withDeployment(dependencies, options, isDryRun, async ({ ports, region, apiCalls }) => {
    const opening = async (situation: Parameters<typeof placeLines>[1]) => placeLines(style, situation, region);
    const tools = deployToolsFor(io, { isJson, isYes, isDryRun, opening });
    const result = await undeployAll({ names, region }, ports, tools);
    if (isJson) io.out.write(jsonText({ schemaVersion: 1, isDryRun, region, ...result, apiCalls: apiCalls() }));
    else io.out.write(`${undeployEnding(style, result, isDryRun).join('\n')}\n`);
    return exitCodeOfParts(result.parts, io.signal);
  });
};
