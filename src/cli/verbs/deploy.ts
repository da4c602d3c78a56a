import { deploy as deployAll } from '../../app/deploy/deploy.ts';
import { deploymentStatus } from '../../app/deploy/status.ts';
import { Fault } from '../../app/faults/fault.ts';
import { addNameOptions, type DeployOptions, namesFrom, refuseBadPlaces } from '../deploy/deploy-options.ts';
import { deployToolsFor } from '../deploy/dialog.ts';
import { deployEnding } from '../deploy/ending-lines.ts';
import { exitCodeOfParts } from '../deploy/exit-code-of-parts.ts';
import { givenParameters } from '../deploy/given-parameters.ts';
import { concurrencyLines, mailLines, networkLines, packageLines, placeLines } from '../deploy/opening-lines.ts';
import { findPackage, readPackage } from '../deploy/package-folder.ts';
import { refuseInSandbox } from '../deploy/refuse-in-sandbox.ts';
import { statusLines } from '../deploy/status-lines.ts';
import { withDeployment } from '../deploy/with-deployment.ts';
import type { Dependencies } from '../run/dependencies.ts';
import { type LoadedSettings, loadSettings } from '../settings/load-settings.ts';
import { addPolicyOptions, addSettingOptions, flagsGiven } from '../settings/options.ts';
import { refuseSilence } from '../terminal/confirm.ts';
import { jsonText } from '../terminal/json-text.ts';
import { styleFor } from '../terminal/style.ts';
import type { Verb } from '../verb.ts';

const repeatable = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export const deployVerb: Verb = (program, dependencies, done) => {
  const command = program
    .command('deploy')
    .description(
      'set keyturn up in AWS: bucket, StackSet, stacks; shows each change and asks, and changes only what differs',
    )
    .option('--yes', 'do not ask')
    .option('--dry-run', 'show what would be done, and change nothing')
    .option('--status', 'show how each part stands; reads only')
    .option('--bucket <name>', 'S3 bucket of the package (default: keyturn-<account>-<region>)')
    .option('--ou <id>', 'deploy to this OU instead of the whole organization (repeatable)', repeatable)
    .option(
      '--first-ou <id>',
      'reach the accounts of this OU first; the others only if none of these refuses, a tenth at a time (repeatable)',
      repeatable,
    )
    .option('--first-account <id>', 'likewise this account, before those of any OU (repeatable)', repeatable)
    .option('--management-account', 'work the management account too (default; with OUs: if it is in one of them)')
    .option('--no-management-account', 'make no stack in the management account, and leave it out of all runs')
    .option(
      '--parameter <name=value>',
      'a stack parameter that is not a setting, such as ExecutionRoleName (repeatable)',
      repeatable,
    )
    .option('--package <folder>', 'folder that `npm run package` made (default: the one that comes with keyturn)');
  addPolicyOptions(addSettingOptions(addNameOptions(command)));
  command.action(async (options: DeployOptions) =>
    done(await (options.status ? status : deploy)(dependencies, options)),
  );
};

const deploy = async (dependencies: Dependencies, options: DeployOptions): Promise<number> => {
  const { io } = dependencies;
  const names = namesFrom(options);
  refuseBadPlaces(options);
  refuseInSandbox(io);
  const loaded = await loadSettings(io, { flags: flagsGiven(options), config: options.config, purpose: 'plan' });
  const given = givenParameters(loaded, options.parameter ?? []);
  const { bucket, prefix } = placeOf(options, loaded);
  const { yes: isYes = false, dryRun: isDryRun = false, json: isJson = false } = options;
  if (!isYes && !isDryRun) refuseSilence(io);
  const folder = await findPackage(options.package, (text) => io.err.write(`${text}\n`));
  const files = await readPackage(folder);
  const style = styleFor(io.out, io.env);
  return withDeployment(dependencies, options, isDryRun, async ({ ports, region, inspection, apiCalls }) => {
    const tools = deployToolsFor(io, {
      ...{ isJson, isYes, isDryRun },
      opening: async (situation, parameters) => [
        ...placeLines(style, situation, region),
        ...packageLines(style, folder, files.files.length),
        ...(isJson ? [] : await mailLines(style, { inspection, region }, parameters)),
        ...(isJson ? [] : await concurrencyLines(style, inspection, parameters.MaxConcurrency)),
        ...networkLines(style, { partition: situation.partition, region }, parameters),
      ],
    });
    const { ou: ous = [], firstOu = [], firstAccount = [], managementAccount } = options;
    const first = { ous: firstOu, accounts: firstAccount };
    const request = { names, bucket, prefix, region, ous, first, managementAccount, given, package: files };
    const result = await deployAll(request, ports, tools);
    if (isJson) io.out.write(jsonText({ schemaVersion: 1, isDryRun, region, ...result, apiCalls: apiCalls() }));
    else io.out.write(`${deployEnding(style, result, isDryRun).join('\n')}\n`);
    return exitCodeOfParts(result.parts, io.signal);
  });
};

/** The bucket and its folder are settings too, under the stack's names. Contradictions are refused. */
const placeOf = ({ bucket }: DeployOptions, { values, origins }: LoadedSettings) => {
  const set = values['templates.bucket'];
  if (bucket !== undefined && set !== undefined && bucket !== set) {
    const from = origins['templates.bucket']?.name ?? 'the settings';
    throw new Fault(
      'settings-refused',
      `--bucket is ${bucket}, but templates.bucket is ${set} (from ${from}): keep one`,
    );
  }
  return { bucket: bucket ?? set, prefix: values['templates.prefix'].replace(/^\/+|\/+$/g, '') };
};

const status = async (dependencies: Dependencies, options: DeployOptions): Promise<number> => {
  const { io } = dependencies;
  const names = namesFrom(options);
  refuseBadPlaces(options);
  refuseInSandbox(io);
  const loaded = await loadSettings(io, { flags: flagsGiven(options), config: options.config, purpose: 'plan' });
  const { bucket, prefix } = placeOf(options, loaded);
  const folder = await findPackage(options.package, (text) => io.err.write(`${text}\n`));
  const files = await readPackage(folder);
  return withDeployment(dependencies, options, true, async ({ ports, region, apiCalls }) => {
    const result = await deploymentStatus({ names, bucket, prefix, region, package: files }, ports);
    const style = styleFor(io.out, io.env);
    if (options.json) io.out.write(jsonText({ schemaVersion: 1, region, ...result, apiCalls: apiCalls() }));
    else
      io.out.write(`${[...placeLines(style, result.situation, region), ...statusLines(style, result)].join('\n')}\n`);
    return io.signal.aborted ? 130 : 0;
  });
};
