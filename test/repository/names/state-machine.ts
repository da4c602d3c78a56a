import { names as deployedNames } from '../../../infra/names.ts';
import { type DeployedFunctions, RUNS } from '../../../src/lambda/deployed.fixture.ts';
import type { Json } from '../../deployed/asl/paths.ts';
import { failureOf } from '../../deployed/asl/retries.ts';
import { type AslFlow, runFlow } from '../../deployed/asl/run-flow.ts';
import { definitionOf, stackOf } from '../../deployed/stack/templates.ts';
import { jsonNames } from './json-names.ts';
import type { Recording } from './recording.ts';

export type StepOfFunction = 'inventory' | 'rotation' | 'notifier';

/** Lambda: hands an event to a function. */
export type Invoke = (kind: StepOfFunction, event: unknown) => Promise<Json>;

/** Sends an event to the inventory, and plays the state machine on what that starts. */
export const carryOn =
  ({ names, mask }: Recording, stage: DeployedFunctions, invoke: Invoke) =>
  async (event: unknown): Promise<void> => {
    const { executionArn } = (await invoke('inventory', event)) as { readonly executionArn: string };
    const { input = 'null' } = stage.world.executions.get(executionArn) ?? {};
    const interpreter = {
      invoke: async (parameters: Json) => {
        const { FunctionName, Payload } = parameters as { readonly FunctionName: string; readonly Payload: Json };
        return { Payload: await invoke(kindOf(FunctionName), Payload) };
      },
      readItems: async (parameters: Json) => objectIn(stage, (parameters as { readonly Key: string }).Key),
      sleep: async () => undefined,
      context: { Execution: { Id: executionArn } },
      childFailed: () => undefined,
    };
    const ended = runFlow(definition(), JSON.parse(input) as Json, interpreter);
    const output = await ended.catch((error: unknown) => ({ ...failureOf(error) }));
    names.add('output of an execution', ...jsonNames(output, { mask }));
  };

let made: AslFlow | undefined;

/** As Step Functions gets it. */
export const definition = (): AslFlow => {
  const parameters = { S3BucketName: 'files', AdminEmailAddress: 'admin@example.com', AWSOrgID: 'o-a1b2c3d4e5' };
  made ??= definitionOf(stackOf('main', { account: '<ACCOUNT>', region: '<REGION>', parameters }));
  return made;
};

const kindOf = (functionName: string): StepOfFunction => {
  const kinds: readonly StepOfFunction[] = ['inventory', 'rotation', 'notifier'];
  const kind = kinds.find((each) => functionName.endsWith(`:${deployedNames[each]}`));
  if (kind === undefined) throw new Error(`the stack has no function ${functionName}`);
  return kind;
};

const objectIn = ({ world }: DeployedFunctions, key: string): readonly Json[] =>
  JSON.parse(new TextDecoder().decode(world.buckets.get(RUNS)?.objects.get(key)?.body));
