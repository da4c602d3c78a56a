import { type Command, Option } from 'commander';
import { type DeployNames, defaultNames } from '../../app/deploy/names.ts';
import { Fault } from '../../app/faults/fault.ts';
import { formats } from '../../app/settings/formats.ts';
import { addAwsOptions, addOutputOptions, type CommonOptions } from '../settings/options.ts';

/** What deploy and undeploy are given on the command line besides what all verbs are. */
export interface DeployOptions extends CommonOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly status?: boolean;
  readonly leaveSealed?: boolean;
  readonly bucket?: string;
  readonly firstOu?: readonly string[];
  readonly firstAccount?: readonly string[];
  /** `undefined`: neither of its two flags was given. */
  readonly managementAccount?: boolean;
  readonly package?: string;
  readonly parameter?: readonly string[];
  readonly stackName: string;
  readonly stackSetName: string;
  readonly managementStackName: string;
  readonly listRoleStackName: string;
}

const NAMES = 'Names in CloudFormation (give those of an existing deployment to update it in place):';

const nameOption = (flag: string, what: string, fallback: string): Option =>
  new Option(`${flag} <name>`, what).default(fallback).helpGroup(NAMES);

export const addNameOptions = (command: Command): Command =>
  addAwsOptions(addOutputOptions(command))
    .addOption(nameOption('--stack-name', 'the main stack', defaultNames.main))
    .addOption(nameOption('--stack-set-name', 'the StackSet of the members', defaultNames.members))
    .addOption(nameOption('--management-stack-name', "the management account's stack", defaultNames.management))
    .addOption(nameOption('--list-role-stack-name', "the list role's stack", defaultNames['list-role']));

/** The API's own pattern of stack and StackSet names. */
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;

export const namesFrom = (options: DeployOptions): DeployNames => {
  const given = [options.stackName, options.stackSetName, options.managementStackName, options.listRoleStackName];
  const wrong = given.filter((name) => !NAME.test(name));
  if (wrong.length > 0)
    throw new Fault('command-invalid', `${wrong.join(', ')} is not a valid name of a stack or StackSet`, {
      remedy: 'give a letter, and then up to 127 letters, digits and -',
    });
  return {
    main: options.stackName,
    members: options.stackSetName,
    management: options.managementStackName,
    'list-role': options.listRoleStackName,
  };
};

export const refuseBadPlaces = (options: DeployOptions): void => {
  const { region, bucket, ou = [], firstOu = [], firstAccount = [] } = options;
  if (region !== undefined && !formats.region.pattern.test(region))
    throw new Fault('region-invalid', `${region} is no Region`);
  if (bucket !== undefined && !formats.bucket.pattern.test(bucket))
    throw new Fault('command-invalid', `--bucket is ${bucket}: give ${formats.bucket.allowed}`);
  for (const id of [...ou, ...firstOu])
    if (!formats.ouId.pattern.test(id)) throw new Fault('ou-invalid', `${id} is no OU id`);
  const wrong = firstAccount.filter((id) => !formats.accountId.pattern.test(id));
  if (wrong.length > 0)
    throw new Fault('account-invalid', `--first-account is ${wrong.join(', ')}`, {
      remedy: 'give the account id of twelve digits',
    });
};
