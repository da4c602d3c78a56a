import { settingsIn } from '../../app/deploy/context.ts';
import type { SecretsToOpen } from '../../app/deploy/open-secrets.ts';
import { undeploy as undeployAll } from '../../app/deploy/undeploy.ts';
import { listAccounts } from '../../app/run/list-accounts.ts';
import { addNameOptions, type DeployOptions, namesFrom, refuseBadPlaces } from '../deploy/deploy-options.ts';
import { deployToolsFor } from '../deploy/dialog.ts';
import { undeployEnding } from '../deploy/ending-lines.ts';
import { exitCodeOfParts } from '../deploy/exit-code-of-parts.ts';
import { placeLines } from '../deploy/opening-lines.ts';
import { refuseInSandbox } from '../deploy/refuse-in-sandbox.ts';
import { withDeployment } from '../deploy/with-deployment.ts';
import type { Connection, Dependencies } from '../run/dependencies.ts';
import { refuseSilence } from '../terminal/confirm.ts';
import { jsonText } from '../terminal/json-text.ts';
import { styleFor } from '../terminal/style.ts';
import type { Verb } from '../verb.ts';

export const undeployVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('undeploy')
    .description('take the stacks and the StackSet away again; every key, secret and bucket stays')
    .option('--yes', 'do not ask')
    .option('--leave-sealed', 'leave the policies of secrets as they are: nobody but their writers can change them')
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
    const connections: Connection[] = [];
    const secrets = options.leaveSealed ? undefined : secretsOf(dependencies, options, connections);
    const result = await undeployAll({ names, region, secrets }, ports, tools).finally(() => {
      for (const connection of connections) connection.close();
    });
    if (isJson) io.out.write(jsonText({ schemaVersion: 1, isDryRun, region, ...result, apiCalls: apiCalls() }));
    else io.out.write(`${undeployEnding(style, result, isDryRun).join('\n')}\n`);
    return exitCodeOfParts(result.parts, io.signal);
  });
};

/** The secrets of the deployment, by the roles that its own parameters name. */
const secretsOf =
  ({ connect, io, nonce }: Dependencies, options: DeployOptions, opened: Connection[]) =>
  async (parameters: Readonly<Record<string, string>>): Promise<SecretsToOpen> => {
    const settings = settingsIn(parameters);
    const { region, profile, debug: isDebug = false } = options;
    const connection = await connect({
      ...{ io, settings, region, profile, isDebug, runId: nonce() },
      report: () => undefined,
    });
    opened.push(connection);
    const { sessions } = connection;
    const accounts = async () => {
      const { accounts: all, failure } = await listAccounts(
        { accounts: 'organization', ous: [], users: [] },
        connection,
      );
      return { accounts: all.filter(({ state }) => state === 'ACTIVE'), failure };
    };
    return { accounts, sessions, deployment: settings.deployment };
  };
