import { Fault } from '../../faults/fault.ts';
import { chooseParameters, parameterDifferences } from '../choose-parameters.ts';
import type { Texts } from '../package-file.ts';
import { askedChange, type DeployStep, type DeployTools, type StepPreview } from '../step.ts';
import {
  type FirstOnes,
  inSteps,
  isStepwise,
  operationEnd,
  quietStackSet,
  refuseUnreached,
  stepsLine,
} from './stack-set-operations.ts';
import type { InstanceTargets, StackInstance, StackSetPace, StackSetState, StackSets } from './stack-set-ports.ts';
import type { StackStep } from './stack-step.ts';
import { isSameTemplate, readTemplate, resourceDifferences } from './template.ts';

export interface StackSetStep extends StackStep {
  /** OUs asked for; none: what it is deployed to already, or the whole organization. */
  readonly ous: readonly string[];
  readonly first: FirstOnes;
  /** There is no main stack yet: what the first accounts got is no word on how far the deployment is to reach. */
  readonly isBeginning: boolean;
  readonly region: string;
  readonly rootId: () => Promise<string>;
}

/** The member role in every account of the organization, or of some OUs, and in each account that joins. */
export const stackSetStep = (step: StackSetStep, sets: StackSets, tools: DeployTools): DeployStep => ({
  part: step.part,
  name: step.name,
  preview: async () => {
    const state = await sets.find(step.name);
    if (state === undefined) return creation(step, sets, tools);
    if (!state.isServiceManaged) throw notServiceManaged(state);
    await quietStackSet(sets, step.name, tools);
    return comparison(step, sets, tools, state);
  },
});

const notServiceManaged = ({ name }: StackSetState): Fault =>
  new Fault('deployment-failed', `the StackSet ${name} has self-managed permissions, which cannot be changed`, {
    remedy:
      'name another with --stack-set-name, and delete the old one, retaining its stacks, once the accounts are moved',
  });

const creation = async (step: StackSetStep, sets: StackSets, tools: DeployTools): Promise<StepPreview> => {
  const parameters = chooseParameters(step.template, { ...step.sources(), present: {} });
  const targets = step.ous.length > 0 ? step.ous : [await step.rootId()];
  const whom = step.ous.length > 0 ? targets.join(', ') : `the whole organization (${targets[0]})`;
  const lines = [
    `To every account in ${whom}, and to each that joins; in ${step.region}`,
    ...stepsLine(step.first),
    ...[...step.template.resources].map(([id, { type }]) => `Add ${id} (${type})`),
  ];
  const perform = async () => {
    await sets.create({ name: step.name, template: step.placed(), parameters });
    return addInSteps(step, { name: step.name, targets, regions: [step.region] }, { sets, tools });
  };
  const question = `Create the StackSet ${step.name}?`;
  return askedChange({ step, action: 'create', question, lines, perform }, tools.dialog);
};

interface StackSetTools {
  readonly sets: StackSets;
  readonly tools: DeployTools;
}

const addInSteps = ({ first }: StackSetStep, where: InstanceTargets, { sets, tools }: StackSetTools) => {
  const begin = (pace: StackSetPace) => sets.addInstances(where, pace);
  return inSteps({ ...where, first, within: where.targets, begin }, sets, tools);
};

/** Of a StackSet that is in use, the first accounts have been reached by its update, if there was one. */
const addMissing = async (step: StackSetStep, where: InstanceTargets, { sets, tools }: StackSetTools) => {
  if (step.isBeginning) return addInSteps(step, where, { sets, tools });
  const id = await sets.addInstances(where, { kind: isStepwise(step.first) ? 'by-tenths' : 'all' });
  return operationEnd(sets, step.name, id, tools);
};

const comparison = async (
  step: StackSetStep,
  sets: StackSets,
  tools: DeployTools,
  state: StackSetState,
): Promise<StepPreview> => {
  const parameters = chooseParameters(step.template, { ...step.sources(), present: state.parameters });
  const instances = await sets.instances(step.name);
  const bad = instances.filter(isBad);
  const definition = definitionLines(step, state, parameters);
  const missing = await missingTargets(step, state, instances);
  const regions = regionsOf(instances, step.region);
  const mustUpdate = definition.length + bad.length > 0;
  if (mustUpdate && !step.isBeginning) refuseUnreached(step.first.accounts, instances);
  const lines = [
    ...(mustUpdate || missing.length > 0 ? stepsLine(step.first) : []),
    ...definition,
    ...bad.map(({ account, reason }) => `Try account ${account} again${reason === undefined ? '' : `: ${reason}`}`),
    ...missing.map((target) => `Deploy to ${target}, in ${regions.join(', ')}`),
  ];
  if (lines.length === 0) {
    const count = new Set(instances.map(({ account }) => account)).size;
    const result = { part: step.part, name: step.name, outcome: 'unchanged', lines: [`In ${count} accounts`] } as const;
    return { kind: 'settled', result };
  }
  const perform = async () => {
    const spec = { name: step.name, template: step.placed(), parameters };
    const told = targetsTold(state, instances);
    const within = told.length > 0 ? told : [await step.rootId()];
    const begin = (pace: StackSetPace) => sets.update(spec, pace);
    const updated = mustUpdate
      ? await inSteps({ name: step.name, first: step.first, within, regions, begin }, sets, tools)
      : undefined;
    if (missing.length === 0) return updated;
    const added = await addMissing(step, { name: step.name, targets: missing, regions }, { sets, tools });
    return updated === undefined ? added : { incomplete: [...updated.incomplete, ...(added?.incomplete ?? [])] };
  };
  const question = `Update the StackSet ${step.name}, in every account it is deployed to?`;
  return askedChange({ step, action: 'update', question, lines, perform }, tools.dialog);
};

/** An account that is suspended is nobody's failure. */
export const isBad = ({ status, detail }: StackInstance): boolean =>
  status !== 'CURRENT' && detail !== 'SKIPPED_SUSPENDED_ACCOUNT';

const definitionLines = (step: StackSetStep, state: StackSetState, parameters: Texts): readonly string[] => [
  ...(state.isAutoDeployed === false ? ['Deploy to accounts that join by themselves: off -> on'] : []),
  ...parameterDifferences(state.parameters, parameters),
  ...(isSameTemplate(state.template, step.template.text)
    ? []
    : resourceDifferences(readTemplate(state.template), step.template)),
];

/** Roots and OUs that it is deployed to. */
export const targetsTold = (state: StackSetState, instances: readonly StackInstance[]): readonly string[] => [
  ...new Set([...state.targets, ...instances.flatMap(({ target }) => target ?? [])]),
];

/** Targets are only ever added. An organization's root holds all its OUs. */
const missingTargets = async (
  { ous, rootId, first, isBeginning }: StackSetStep,
  state: StackSetState,
  instances: readonly StackInstance[],
): Promise<readonly string[]> => {
  const told = targetsTold(state, instances);
  if (isBeginning && isStepwise(first)) {
    const wanted = ous.length > 0 ? ous : [await rootId()];
    // Of an account that came first the target of all others is told.
    return first.accounts.length > 0 ? wanted : wanted.filter((target) => !told.includes(target));
  }
  if (told.some((target) => target.startsWith('r-'))) return [];
  if (ous.length > 0) return told.length === 0 && instances.length > 0 ? [] : ous.filter((ou) => !told.includes(ou));
  return told.length > 0 || instances.length > 0 ? [] : [await rootId()];
};

/** IAM is global: a second Region would meet the roles of the first. */
export const regionsOf = (instances: readonly StackInstance[], fallback: string): readonly string[] =>
  instances.length === 0 ? [fallback] : [...new Set(instances.map(({ region }) => region))];
