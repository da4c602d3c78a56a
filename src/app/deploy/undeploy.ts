import { deletionCommand } from './elsewhere.ts';
import { type DeployNames, defaultBucket, type TemplatePart } from './names.ts';
import { openSecretsStep, type SecretsToOpen } from './open-secrets.ts';
import type { Texts } from './package-file.ts';
import type { CallAs, DeployPorts } from './ports.ts';
import { refuseWhileRunning } from './runs-under-way.ts';
import { callAsOf, type Situation, situate } from './situation.ts';
import { operationEnd, quietStackSet } from './stacks/stack-set-operations.ts';
import type { StackSetState, StackSets } from './stacks/stack-set-ports.ts';
import { regionsOf, targetsTold } from './stacks/stack-set-step.ts';
import { deleteStack, quietStack } from './stacks/stack-status.ts';
import { readTemplate } from './stacks/template.ts';
import {
  askedChange,
  carryOutSteps,
  type DeployStep,
  type DeployTools,
  type PartResult,
  type StepPreview,
} from './step.ts';

export interface UndeployRequest {
  readonly names: DeployNames;
  readonly region: string;
  /** `undefined`: secrets are left as they are, with the denial of changes in their policies. */
  readonly secrets: ((parameters: Texts) => Promise<SecretsToOpen>) | undefined;
}

export interface Undeployed {
  readonly situation: Situation;
  readonly parts: readonly PartResult[];
  /** Buckets that stay. */
  readonly buckets: readonly string[];
}

/** Takes the deployment away, in the order in which nothing is used any more. Secrets, keys and buckets stay. */
export const undeploy = async (
  { names, region, secrets }: UndeployRequest,
  ports: DeployPorts,
  tools: DeployTools,
): Promise<Undeployed> => {
  const situation = await situate(ports);
  await tools.dialog.begin(situation, {});
  const main = await mainStack(names.main, ports);
  await refuseWhileRunning(main.stateMachines, ports);
  const stack = (part: TemplatePart): DeployStep => goneStack(part, names[part], ports, tools);
  const callAs = callAsOf(situation);
  const elsewhere = (part: TemplatePart): DeployStep => goneElsewhere(part, { names, region, situation });
  const steps = [
    ...(secrets === undefined || main.parameters === undefined
      ? []
      : [openSecretsStep(await secrets(main.parameters), tools)]),
    stack('main'),
    situation.place === 'management' ? stack('management') : elsewhere('management'),
    callAs === undefined ? elsewhere('members') : goneStackSet(names.members, region, ports, callAs, tools),
    callAs === undefined ? elsewhere('list-role') : stack('list-role'),
  ];
  const parts = await carryOutSteps(steps, tools);
  const usual = defaultBucket(situation.account, region);
  const isThere = !main.buckets.includes(usual) && (await ports.buckets.find(usual)) !== undefined;
  return { situation, parts, buckets: isThere ? [...main.buckets, usual] : main.buckets };
};

/** What the main stack holds, read while it is there. */
const mainStack = async (name: string, { stacks }: DeployPorts) => {
  const state = await stacks.find(name);
  const resources = state === undefined ? [] : await stacks.resources(name);
  const idsOf = (type: string) => resources.filter((resource) => resource.type === type).map(({ id }) => id);
  const template = state?.parameters.S3BucketName;
  return {
    parameters: state?.parameters,
    stateMachines: idsOf('AWS::StepFunctions::StateMachine'),
    buckets: [...idsOf('AWS::S3::Bucket'), ...(template === undefined ? [] : [template])],
  };
};

const goneStack = (part: TemplatePart, name: string, { stacks }: DeployPorts, tools: DeployTools): DeployStep => ({
  part,
  name,
  preview: async () => {
    const state = await quietStack(stacks, name, tools);
    if (state === undefined) return { kind: 'settled', result: { part, name, outcome: 'absent', lines: [] } };
    const lines = lossesIn(await stacks.template(name).catch(() => '')).map(({ line }) => line);
    const perform = async () => {
      await deleteStack(stacks, state, tools);
      return undefined;
    };
    const question = `Delete the stack ${name}?`;
    return askedChange({ step: { part, name }, action: 'delete', question, lines, perform }, tools.dialog);
  },
});

const goneStackSet = (
  name: string,
  region: string,
  ports: DeployPorts,
  callAs: CallAs,
  tools: DeployTools,
): DeployStep => {
  const sets = ports.stackSets(callAs);
  const step = { part: 'members', name } as const;
  const preview = async (): Promise<StepPreview> => {
    const state = await sets.find(name);
    if (state === undefined) return { kind: 'settled', result: { ...step, outcome: 'absent', lines: [] } };
    await quietStackSet(sets, name, tools);
    const instances = await sets.instances(name);
    const accounts = new Set(instances.map(({ account }) => account)).size;
    const targets = targetsTold(state, instances);
    const perform = async () => {
      const where = { name, targets: targets.length > 0 ? targets : [await ports.organization.rootId()] };
      const failure =
        accounts === 0 ? undefined : await emptied(sets, { ...where, regions: regionsOf(instances, region) }, tools);
      if (failure === undefined) await sets.delete(name);
      return failure;
    };
    const lines = [`From ${accounts} accounts:`, ...lossLines(state)];
    const question = `Delete the StackSet ${name}, and what it made in ${accounts} accounts?`;
    return askedChange({ step, action: 'delete', question, lines, perform }, tools.dialog);
  };
  return { ...step, preview };
};

const emptied = async (sets: StackSets, where: Parameters<StackSets['removeInstances']>[0], tools: DeployTools) =>
  operationEnd(sets, where.name, await sets.removeInstances(where), tools);

/** What people lose, or keep, in each account. */
const lossLines = ({ template, parameters }: StackSetState): readonly string[] =>
  lossesIn(template).map(({ line, type, isRetained }) => {
    if (type === 'AWS::IAM::Group') {
      const group = `${line}, the group ${parameters.IAMExemptionGroup ?? ''}`;
      return isRetained ? `${group}: it keeps its members` : `${group}: an account where it has members refuses that`;
    }
    const isHeld = type === 'AWS::IAM::ManagedPolicy' && !isRetained;
    return isHeld ? `${line}: an account where a user has it refuses that` : line;
  });

const lossesIn = (template: string) =>
  [...readTemplate(template).resources].map(([id, { type, isRetained }]) => ({
    type,
    isRetained,
    line: `${isRetained ? 'Keep' : 'Delete'} ${id} (${type})`,
  }));

const goneElsewhere = (
  part: TemplatePart,
  { names, region, situation }: Pick<UndeployRequest, 'names' | 'region'> & { readonly situation: Situation },
): DeployStep => ({
  part,
  name: names[part],
  preview: async () => {
    const whose = `If it is there, whoever is signed in to the management account ${situation.managementAccountId} runs:`;
    const lines = [whose, ...deletionCommand(part, names[part], region).map((line) => `  ${line}`)];
    return { kind: 'settled', result: { part, name: names[part], outcome: 'elsewhere', lines } };
  },
});
