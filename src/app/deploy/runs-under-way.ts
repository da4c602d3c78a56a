import { Fault } from '../faults/fault.ts';
import type { DeployPorts } from './ports.ts';

/** An execution of one of these state machines that has not ended. */
interface FoundRun {
  readonly name: string;
  readonly words: string;
  readonly executionArn: string;
}

/** The run that is under way; `undefined`: none is. */
export const runUnderWay = async (
  stateMachines: readonly string[],
  { runs }: Pick<DeployPorts, 'runs'>,
): Promise<FoundRun | undefined> => {
  for (const arn of stateMachines) {
    const [run] = await runs.underWay(arn);
    if (run === undefined) continue;
    const executionArn = `${arn.replace(':stateMachine:', ':execution:')}:${run.name}`;
    return { name: run.name, words: `the run ${run.name} is under way since ${run.startedAt}`, executionArn };
  }
  return undefined;
};

/** The state machines of the main stack; none, where there is no such stack. */
export const stateMachinesOf = async (
  mainStack: string,
  { stacks }: Pick<DeployPorts, 'stacks'>,
): Promise<readonly string[]> => {
  if ((await stacks.find(mainStack)) === undefined) return [];
  const resources = await stacks.resources(mainStack);
  return resources.filter(({ type }) => type === 'AWS::StepFunctions::StateMachine').map(({ id }) => id);
};

/**
 * A run that loses its functions half-way leaves work that nobody takes up, and one whose functions change half-way has
 * two versions read each other's events.
 */
export const refuseWhileRunning = async (
  stateMachines: readonly string[],
  ports: Pick<DeployPorts, 'runs'>,
): Promise<void> => {
  const run = await runUnderWay(stateMachines, ports);
  if (run === undefined) return;
  throw new Fault('deployment-busy', run.words, {
    remedy: `wait until it has ended, or stop it, which the next run makes up for: \`aws stepfunctions stop-execution --execution-arn ${run.executionArn}\``,
  });
};
