import { Fault } from '../fault.ts';
import { parameterNames } from '../parameter-names.ts';
import { parseSettings } from '../parse-settings.ts';
import { bucketStep, keyOf, type Place, packageStep } from './bucket-steps.ts';
import { chooseParameters, unknownParameters } from './choose-parameters.ts';
import { stackElsewhere, stackSetElsewhere } from './elsewhere.ts';
import { type DeployNames, defaultBucket, type TemplatePart, templateFiles } from './names.ts';
import type { DeployPorts, Package, Texts } from './ports.ts';
import { callAsOf, type Situation, situate, trustStep } from './situation.ts';
import { stackSetStep } from './stack-set-step.ts';
import { type StackStep, stackStep } from './stack-step.ts';
import { carryOutSteps, type PartResult, type Step, type Surroundings } from './step.ts';
import { readTemplate, type Template } from './template.ts';

export interface DeployRequest {
  readonly names: DeployNames;
  /** `undefined`: the one of the account and Region. */
  readonly bucket: string | undefined;
  readonly prefix: string;
  readonly region: string;
  /** None: the whole organization, or what the StackSet is deployed to already. */
  readonly ous: readonly string[];
  /** CloudFormation parameters, as the person gave them. */
  readonly given: Texts;
  readonly package: Package;
}

export interface Deployed {
  readonly situation: Situation;
  readonly parts: readonly PartResult[];
  /** Parameters that the main stack has, or would have. */
  readonly parameters: Texts;
}

/** Everything of a deployment, part after part; what is as it should be is left alone. Throws a {@link Fault} for what cannot be. */
export const deploy = async (request: DeployRequest, ports: DeployPorts, around: Surroundings): Promise<Deployed> => {
  const templates = templatesIn(request.package);
  refuseUnknown(request.given, templates);
  const situation = await situate(ports);
  refuseUntrusted(situation);
  const context = await contextOf(request, ports, { situation, templates });
  refuseBadSettings(context.main);
  await around.dialog.begin(situation, context.main);
  const parts = await carryOutSteps(stepsOf(context, ports, around), around);
  return { situation, parts, parameters: context.main };
};

type Templates = Readonly<Record<TemplatePart, Template>>;

export const templatesIn = ({ files }: Package): Templates => {
  const read = (part: TemplatePart): Template => {
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

const refuseUnknown = (given: Texts, templates: Templates): void => {
  const unknown = unknownParameters(given, Object.values(templates));
  if (unknown.length > 0)
    throw new Fault('settings-refused', `no template has a parameter ${unknown.join(', ')}`, {
      remedy: 'remove it; the parameters are listed in docs/deploy.md',
    });
};

/** What the functions would refuse at every run is refused here, once, and before anything is changed. */
const refuseBadSettings = (parameters: Texts): void => {
  const values = Object.fromEntries(Object.entries(parameters).filter(([name]) => name in parameterNames));
  const parsed = parseSettings({ flags: [], file: { name: 'the stack', values }, environment: {} });
  if (parsed.ok) return;
  const lines = parsed.problems.map(({ message }) => `  ${message}`);
  throw new Fault(
    'settings-refused',
    ['the stack would have settings that contradict each other:', ...lines].join('\n'),
  );
};

const refuseUntrusted = ({ trustsStackSets, place, managementAccountId }: Situation): void => {
  if (trustsStackSets !== false || place === 'management') return;
  throw new Fault('deployment-failed', 'the organization does not let CloudFormation StackSets work in its accounts', {
    remedy: `whoever is signed in to ${managementAccountId} runs \`aws cloudformation activate-organizations-access\``,
  });
};

interface Context {
  readonly request: DeployRequest;
  readonly situation: Situation;
  readonly templates: Templates;
  readonly place: Place;
  readonly facts: Texts;
  /** Of the main stack. */
  readonly main: Texts;
}

const contextOf = async (
  request: DeployRequest,
  { stacks }: DeployPorts,
  { situation, templates }: Pick<Context, 'situation' | 'templates'>,
): Promise<Context> => {
  const { region, prefix, given } = request;
  const place = { bucket: request.bucket ?? defaultBucket(situation.account, region), prefix, region };
  const facts = {
    PrimaryAccountID: situation.account,
    AWSOrgID: situation.organizationId,
    OrgListAccount: situation.place === 'member' ? situation.managementAccountId : situation.account,
    S3BucketName: place.bucket,
    S3BucketPrefix: prefix,
  };
  const present = (await stacks.find(request.names.main))?.parameters ?? {};
  const main = chooseParameters(templates.main, { given, facts, shared: {}, present });
  return { request, situation, templates, place, facts, main };
};

const stepsOf = (context: Context, ports: DeployPorts, around: Surroundings): readonly Step[] => {
  const { request, situation, templates, place, facts, main } = context;
  const { names, region, ous, given } = request;
  const stack = (part: TemplatePart): StackStep => ({
    part,
    name: names[part],
    template: templates[part],
    placed: { bucket: place.bucket, key: keyOf(place, { path: templateFiles[part] }) },
    sources: sourcesOf(part, { given, facts, main }),
  });
  const parameters = (part: TemplatePart): Texts =>
    chooseParameters(templates[part], { ...stack(part).sources, present: {} });
  const elsewhere = { situation, names, region, parameters };
  const own = (part: TemplatePart): Step => stackStep(stack(part), ports.stacks, around);
  const callAs = callAsOf(situation);
  const { rootId } = ports.organization;
  return [
    ...(situation.trustsStackSets === false ? [trustStep(situation, ports, around)] : []),
    bucketStep(place, ports.buckets, around),
    packageStep(place, request.package.files, ports.buckets, around),
    callAs === undefined ? stackElsewhere('list-role', elsewhere) : own('list-role'),
    callAs === undefined
      ? stackSetElsewhere(elsewhere)
      : stackSetStep({ ...stack('members'), ous, region, rootId }, ports.stackSets(callAs), around),
    situation.place === 'management' ? own('management') : stackElsewhere('management', elsewhere),
    own('main'),
  ];
};

/** The list role's template has two names of its own for what the main stack calls otherwise; the members' has one. */
const sourcesOf = (
  part: TemplatePart,
  { given, facts, main }: { readonly given: Texts; readonly facts: Texts; readonly main: Texts },
): StackStep['sources'] => {
  if (part === 'main') return { given, facts, shared: {} };
  if (part === 'list-role') {
    const { IAMRoleName: _, ...others } = given;
    const { OrgListRole: IAMRoleName = '', InventoryExecutionRoleName: AccountExecutionRoleName = '' } = main;
    return { given: others, facts: { ...facts, IAMRoleName, AccountExecutionRoleName }, shared: main };
  }
  const { KmsKey = '' } = main;
  return { given, facts, shared: KmsKey.startsWith('arn:') ? { ...main, KmsKeyArn: KmsKey } : main };
};
