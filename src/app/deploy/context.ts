import { Fault } from '../faults/fault.ts';
import { isWriter, writersOf } from '../secret/writers.ts';
import { nearest } from '../settings/nearest.ts';
import { parseSettings } from '../settings/parse.ts';
import type { Settings } from '../settings/settings.ts';
import type { BucketPlace } from './bucket/steps.ts';
import { chooseParameters, type ParameterSources, unknownParameters } from './choose-parameters.ts';
import { isSetting } from './is-setting.ts';
import { defaultBucket, MADE_KEY, type OwnParameters, type TemplatePart, templateFiles } from './names.ts';
import type { Package, Texts } from './package-file.ts';
import type { DeployPorts } from './ports.ts';
import { type DeploymentReach, reachOf } from './reach.ts';
import type { DeployRequest } from './request.ts';
import type { Situation } from './situation.ts';
import { readTemplate, type StackTemplate } from './stacks/template.ts';

export type Templates = Readonly<Record<TemplatePart, StackTemplate>>;

export const templatesIn = ({ files }: Package): Templates => {
  const read = (part: TemplatePart): StackTemplate => {
    const file = files.find(({ path }) => path === templateFiles[part]);
    if (file === undefined) throw new Fault('package-unusable', `the package has no ${templateFiles[part]}`);
    return readTemplate(new TextDecoder().decode(file.bytes));
  };
  return {
    members: read('members'),
    management: read('management'),
    'list-role': read('list-role'),
    main: read('main'),
  };
};

export const refuseUnknown = (given: Texts, templates: Templates): void => {
  const unknown = unknownParameters(given, Object.values(templates));
  if (unknown.length === 0) return;
  const known = [...new Set(Object.values(templates).flatMap(({ parameters }) => Object.keys(parameters)))];
  const lines = unknown.map((name) => {
    const meant = nearest(name, known);
    return `  ${name}${meant === undefined ? '' : `: did you mean ${meant}?`}`;
  });
  throw new Fault('settings-refused', ['no template has these parameters:', ...lines].join('\n'), {
    remedy: 'remove them; docs/deploy.md lists all',
  });
};

/** What the functions would refuse at every run is refused here, once, and before anything is changed. */
export const refuseBadSettings = (parameters: Texts): void => void settingsIn(parameters);

/** The settings that a main stack with these parameters has; a key that it makes is known by its alias. */
export const settingsIn = (parameters: Texts): Settings => {
  const given = Object.fromEntries(Object.entries(parameters).filter(([name]) => isSetting(name)));
  const makesKey = keepsAllSecrets(given) && (given.KmsKey ?? '') === '';
  const values = makesKey ? { ...given, KmsKey: MADE_KEY } : given;
  const parsed = parseSettings({ flags: [], file: { name: 'the stack', values }, environment: {} });
  if (parsed.ok) return parsed.settings;
  const lines = parsed.problems.map(({ message }) => `  ${message}`);
  throw new Fault(
    'settings-refused',
    ['the stack would have settings that contradict each other:', ...lines].join('\n'),
  );
};

const keepsAllSecrets = ({ StoreSecretsInCentralAccount = '' }: Texts): boolean =>
  StoreSecretsInCentralAccount.toLowerCase() === 'true';

/**
 * Another member role could not write to secrets whose policies do not name it: so it is named first, by the setting
 * `writers`, and by the policies that the old role brings up to date.
 */
export const refuseLockOut = (present: Texts, main: Texts): void => {
  const { SecretWriters = '' } = present;
  // Secrets that move to another account are written there by another role.
  if (keepsAllSecrets(present) !== keepsAllSecrets(main)) return;
  const { [keepsAllSecrets(present) ? 'CentralRoleName' : 'IAMRoleName']: before } = present;
  const { [keepsAllSecrets(main) ? 'CentralRoleName' : 'IAMRoleName']: after = '' } = main;
  if (before === undefined || before === after) return;
  const arn = `arn:aws:sts::000000000000:assumed-role/${after}/run`;
  const others = SecretWriters.split(',').filter((each) => each !== '');
  if (isWriter(arn, writersOf({ partition: 'aws', account: '000000000000', role: before, others }))) return;
  throw new Fault(
    'deployment-failed',
    `the role ${after} could not write to secrets that name ${before} as their writer`,
    {
      remedy: `first deploy with --set writers=role/${after} and the role ${before}, wait until all secrets name it (fifteen days of daily runs), then change the role`,
    },
  );
};

export const refuseUntrusted = ({ trustsStackSets, place, managementAccountId }: Situation): void => {
  if (trustsStackSets !== false || place === 'management') return;
  throw new Fault('deployment-failed', 'the organization does not let CloudFormation StackSets work in its accounts', {
    remedy: `whoever is signed in to ${managementAccountId} runs \`aws cloudformation activate-organizations-access\``,
  });
};

export interface DeployContext {
  readonly request: DeployRequest;
  readonly situation: Situation;
  readonly templates: Templates;
  readonly place: BucketPlace;
  readonly facts: Texts;
  readonly reach: DeploymentReach;
  /** Of the main stack. */
  readonly main: Texts;
  /** There is no main stack yet. */
  readonly isBeginning: boolean;
}

export const contextOf = async (
  asked: DeployRequest,
  ports: DeployPorts,
  { situation, templates }: Pick<DeployContext, 'situation' | 'templates'>,
): Promise<DeployContext> => {
  const { region, prefix } = asked;
  const place = { bucket: asked.bucket ?? defaultBucket(situation.account, region), prefix, region };
  const stack = await ports.stacks.find(asked.names.main);
  const present = stack?.parameters ?? {};
  const isBeginning = stack === undefined;
  const reach = await reachOf(asked, ports, { situation, present, isBeginning });
  const given = { ...asked.given, ...reach.exempt };
  const known: OwnParameters = {
    PrimaryAccountID: situation.account,
    AWSOrgID: situation.organizationId,
    OrgListAccount: situation.place === 'member' ? situation.managementAccountId : situation.account,
    S3BucketName: place.bucket,
    S3BucketPrefix: prefix,
    OrganizationalUnitIds: reach.units.join(','),
  };
  const choose = (facts: Texts): Texts => chooseParameters(templates.main, { given, facts, shared: {}, present });
  const facts = { ...known, ...inactivePeriod(choose(known)) };
  const main = choose(facts);
  refuseLockOut(present, main);
  return { request: { ...asked, given }, situation, templates, place, facts, reach, main, isBeginning };
};

/** A sum of two others, for stacks that give it already: where nobody sets it, it follows them. */
const inactivePeriod = ({ RotationPeriod, InactiveBuffer, InactivePeriod }: Texts): OwnParameters => {
  const sum = String(Number(RotationPeriod) + Number(InactiveBuffer));
  return InactivePeriod === undefined || InactivePeriod === '' || InactivePeriod === sum ? {} : { InactivePeriod: sum };
};

/** The list role's template has two names of its own for what the main stack calls otherwise; the members' has one. */
export const sourcesOf = (
  part: TemplatePart,
  { given, facts, main }: { readonly given: Texts; readonly facts: Texts; readonly main: Texts },
): Omit<ParameterSources, 'present'> => {
  if (part === 'main') return { given, facts, shared: {} };
  if (part === 'list-role') {
    const { IAMRoleName: _, ...others } = given;
    const { OrgListRole: IAMRoleName = '', InventoryExecutionRoleName: AccountExecutionRoleName = '' } = main;
    const own: OwnParameters = { IAMRoleName, AccountExecutionRoleName };
    return { given: others, facts: { ...facts, ...own }, shared: main };
  }
  const { KmsKey = '' } = main;
  const own: OwnParameters = KmsKey.startsWith('arn:') ? { KmsKeyArn: KmsKey } : {};
  return { given, facts, shared: { ...main, ...own } };
};
