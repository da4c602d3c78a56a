import { Fault } from '../../faults/fault.ts';
import { chooseParameters, type ParameterSources, parameterDifferences } from '../choose-parameters.ts';
import type { TemplatePart } from '../names.ts';
import type { PlacedTemplate, Texts } from '../package-file.ts';
import { type DeployStep, type DeployTools, type PartResult, refusal } from '../step.ts';
import { waitUntil } from '../wait-until.ts';
import type { ChangeSet, ResourceChange, StackState, Stacks } from './stack-ports.ts';
import { assertFree, assertGood, deleteStack, isLeftover, quietStack } from './stack-status.ts';
import { isSameTemplate, readTemplate, resourceDifferences, type StackTemplate } from './template.ts';

export interface StackStep {
  readonly part: TemplatePart;
  readonly name: string;
  readonly template: StackTemplate;
  /** Known when the package was uploaded. */
  readonly placed: () => PlacedTemplate;
  /** Likewise. */
  readonly sources: () => Omit<ParameterSources, 'present'>;
}

/** One stack in the caller's account: created, updated by a change set, or left as it is. */
export const stackStep = (step: StackStep, stacks: Stacks, tools: DeployTools): DeployStep => ({
  part: step.part,
  name: step.name,
  preview: async () => {
    const state = await quietStack(stacks, step.name, tools);
    if (state !== undefined) assertFree(state);
    const isNew = state === undefined || state.status === 'REVIEW_IN_PROGRESS' || isLeftover(state.status);
    const present = isNew ? {} : state.parameters;
    const parameters = chooseParameters(step.template, { ...step.sources(), present });
    const lines = isNew ? creationLines(step.template, state) : await updateLines(step, stacks, { state, parameters });
    if (!isNew && lines.length === 0) return { kind: 'settled', result: resultOf(step, 'unchanged') };
    const change: StackChange = { step, stacks, tools, state, isNew, parameters };
    return { kind: 'change', action: isNew ? 'create' : 'update', lines, carryOut: () => carryOut(change) };
  },
});

const resultOf = (
  { part, name }: StackStep,
  outcome: PartResult['outcome'],
  lines: readonly string[] = [],
): PartResult => ({
  part,
  name,
  outcome,
  lines,
});

const creationLines = ({ resources }: StackTemplate, state: StackState | undefined): readonly string[] => [
  ...(state !== undefined && isLeftover(state.status)
    ? [`Delete what is left of a failed attempt (${state.status})`]
    : []),
  ...[...resources].map(([id, { type }]) => `Add ${id} (${type})`),
];

const updateLines = async (
  { name, template }: StackStep,
  stacks: Stacks,
  { state, parameters }: { readonly state: StackState; readonly parameters: Texts },
): Promise<readonly string[]> => {
  const changed = parameterDifferences(state.parameters, parameters);
  const before = await stacks.template(name);
  if (isSameTemplate(before, template.text)) return changed;
  const resources = resourceDifferences(readTemplate(before), template);
  return [...changed, ...(resources.length === 0 ? ['The template, but none of its resources'] : resources)];
};

interface StackChange {
  readonly step: StackStep;
  readonly stacks: Stacks;
  readonly tools: DeployTools;
  readonly state: StackState | undefined;
  readonly isNew: boolean;
  readonly parameters: Texts;
}

const carryOut = async (change: StackChange): Promise<PartResult> => {
  const { step, stacks, tools, isNew, state, parameters } = change;
  const cleared = await clearLeftover(change);
  if (cleared !== 'yes') return resultOf(step, refusal(cleared));
  const { stackId, changeSet } = await propose(change);
  const undo = async (): Promise<void> => {
    await stacks.discard(changeSet.id);
    if (isNew) await stacks.delete(stackId);
  };
  if (changeSet.state === 'empty') {
    await undo();
    return resultOf(step, 'unchanged');
  }
  if (changeSet.state === 'failed') {
    await undo();
    throw new Fault(
      'deployment-failed',
      `CloudFormation refuses ${step.name}: ${changeSet.reason ?? 'no reason given'}`,
    );
  }
  const lines = [...parameterLines(isNew, state, parameters), ...changeSet.changes.map(changeLine)];
  const answer = await tools.dialog.approve(`${isNew ? 'Create' : 'Update'} the stack ${step.name}?`, lines);
  if (answer !== 'yes') {
    await undo();
    return resultOf(step, refusal(answer));
  }
  await stacks.execute(changeSet.id);
  const ended = await quietStack(stacks, stackId, tools);
  if (ended === undefined) throw new Fault('deployment-failed', `the stack ${step.name} is gone`);
  await assertGood(stacks, ended);
  return resultOf(step, isNew ? 'created' : 'updated', lines);
};

/** A stack that was never carried out holds nothing and goes without a question. */
const clearLeftover = async ({
  step,
  stacks,
  tools,
  state,
  isNew,
}: StackChange): Promise<'yes' | 'no' | 'interrupted'> => {
  if (!isNew || state === undefined) return 'yes';
  if (isLeftover(state.status)) {
    const why = `It is in ${state.status}${state.reason === undefined ? '' : `: ${state.reason}`}`;
    const question = `Delete the stack ${step.name}, which could not be created, and create it afresh?`;
    const answer = await tools.dialog.approve(question, [why]);
    if (answer !== 'yes') return answer;
  }
  await deleteStack(stacks, state, tools);
  return 'yes';
};

const propose = async ({ step, stacks, tools, isNew, parameters }: StackChange) => {
  const { id, stackId } = await stacks.propose({
    stack: step.name,
    isNew,
    changeSet: `keyturn-${tools.clock.now()}`,
    template: step.placed(),
    parameters,
  });
  const changeSet: ChangeSet = await waitUntil(tools, `change set of ${step.name}`, async () => {
    const value = await stacks.changeSet(id);
    return { isOver: value.state !== 'pending', status: value.state, value };
  });
  return { stackId, changeSet };
};

const parameterLines = (isNew: boolean, state: StackState | undefined, parameters: Texts): readonly string[] =>
  isNew ? [] : parameterDifferences(state?.parameters ?? {}, parameters);

const changeLine = ({ action, logicalId, type, replacement }: ResourceChange): string => {
  const replaced = { True: ', REPLACED by a new one', Conditional: ', perhaps REPLACED by a new one' }[
    replacement ?? ''
  ];
  return `${action} ${logicalId} (${type})${replaced ?? ''}`;
};
