import { bucketStep, keyOf, packageStep } from './bucket/steps.ts';
import { chooseParameters } from './choose-parameters.ts';
import { codeVersions } from './code-versions.ts';
import {
  contextOf,
  type DeployContext,
  refuseBadSettings,
  refuseUnknown,
  refuseUntrusted,
  sourcesOf,
  templatesIn,
} from './context.ts';
import { stackElsewhere, stackSetElsewhere } from './elsewhere.ts';
import { refuseLargeEnvironment } from './environment-size.ts';
import { type TemplatePart, templateFiles } from './names.ts';
import { refuseHalfNetwork } from './network/half-network.ts';
import type { PlacedTemplate, PlacedVersions, Texts } from './package-file.ts';
import type { DeployPorts } from './ports.ts';
import type { DeployRequest } from './request.ts';
import { refuseWhileRunning, runUnderWay, stateMachinesOf } from './runs-under-way.ts';
import { callAsOf, type Situation, situate } from './situation.ts';
import { stackSetStep } from './stacks/stack-set-step.ts';
import { type StackStep, stackStep } from './stacks/stack-step.ts';
import { carryOutSteps, type DeployStep, type DeployTools, leftOut, type PartResult } from './step.ts';
import { trustStep } from './trusted-access-step.ts';

export interface DeployResult {
  readonly situation: Situation;
  readonly parts: readonly PartResult[];
  /** Parameters that the main stack has, or would have. */
  readonly parameters: Texts;
  /** Of a dry run: what would keep the deployment from being carried out now. */
  readonly remarks: readonly string[];
}

/**
 * Everything of a deployment, part after part; what is as it should be is left alone. Throws a {@link Fault} for what
 * cannot be.
 */
export const deploy = async (request: DeployRequest, ports: DeployPorts, tools: DeployTools): Promise<DeployResult> => {
  const templates = templatesIn(request.package);
  refuseUnknown(request.given, templates);
  const situation = await situate(ports);
  refuseUntrusted(situation);
  const context = await contextOf(request, ports, { situation, templates });
  refuseBadSettings(context.main);
  refuseLargeEnvironment(templates.main, context.main);
  refuseHalfNetwork(context.main);
  const stateMachines = await stateMachinesOf(request.names.main, ports);
  const run = tools.isDryRun ? await runUnderWay(stateMachines, ports) : undefined;
  if (!tools.isDryRun) await refuseWhileRunning(stateMachines, ports);
  await tools.dialog.begin(situation, context.main);
  const parts = await carryOutSteps(stepsOf(context, ports, tools), tools);
  const remarks =
    run === undefined ? [] : [`${run.words}: without --dry-run this command would refuse until it has ended`];
  return { situation, parts, parameters: context.main, remarks };
};

/** The schedule may have started a run since the command began. */
const betweenRuns = (step: DeployStep, ports: DeployPorts, { isDryRun }: DeployTools): DeployStep => ({
  ...step,
  preview: async () => {
    if (!isDryRun) await refuseWhileRunning(await stateMachinesOf(step.name, ports), ports);
    return step.preview();
  },
});

const stepsOf = (context: DeployContext, ports: DeployPorts, tools: DeployTools): readonly DeployStep[] => {
  const { request, situation, templates, place, facts, reach, main, isBeginning } = context;
  const { names, region, ous, first, given } = request;
  const versions: PlacedVersions = new Map();
  const placed = (part: TemplatePart): PlacedTemplate => ({
    bucket: place.bucket,
    key: keyOf(place, { path: templateFiles[part] }),
  });
  const sources = (part: TemplatePart) =>
    sourcesOf(part, { given, facts: { ...facts, ...codeVersions(versions) }, main });
  const parameters = (part: TemplatePart): Texts =>
    chooseParameters(templates[part], { ...sources(part), present: {} });
  const elsewhere = { situation, names, region, units: reach.units, parameters };
  const stack = (part: TemplatePart): StackStep => ({
    part,
    name: names[part],
    template: templates[part],
    placed: () => placed(part),
    sources: () => sources(part),
  });
  const pinned = (part: TemplatePart): PlacedTemplate => ({
    ...placed(part),
    versionId: versions.get(templateFiles[part]),
  });
  const own = (part: TemplatePart): DeployStep =>
    stackStep({ ...stack(part), placed: () => pinned(part) }, ports.stacks, tools);
  const callAs = callAsOf(situation);
  const { rootId } = ports.organization;
  const managementStep = (): DeployStep => {
    if (!reach.hasManagementAccount) return leftOut('management', names.management);
    return situation.place === 'management' ? own('management') : stackElsewhere('management', elsewhere);
  };
  return [
    ...(situation.trustsStackSets === false ? [trustStep(situation, ports, tools)] : []),
    bucketStep(place, ports.buckets, tools),
    packageStep({ place, files: request.package.files, versions }, ports.buckets, tools),
    callAs === undefined ? stackElsewhere('list-role', elsewhere) : own('list-role'),
    callAs === undefined
      ? stackSetElsewhere(elsewhere)
      : stackSetStep({ ...stack('members'), ous, first, isBeginning, region, rootId }, ports.stackSets(callAs), tools),
    managementStep(),
    betweenRuns(own('main'), ports, tools),
  ];
};
