import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { VirtualClock } from '../../src/sandbox/clock.ts';
import { inProcessTransport } from '../../src/sandbox/in-process.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { AslError, type Json } from './asl/paths.ts';
import type { AslFlow, AslInterpreter } from './asl/run-flow.ts';
import type { PlayedFunction } from './functions.ts';
import { type DeployedStacks, PRIMARY, REGION } from './organization.ts';
import { watching } from './recording.ts';
import { definitionOf } from './stack/templates.ts';

export interface Machine {
  /** State transitions so far, retries among them. */
  readonly transitions: () => number;
  readonly definition: AslFlow;
  interpreterFor(executionArn: string, childFailed: AslInterpreter['childFailed']): AslInterpreter;
}

/** Step Functions with the stack's definition: it reads lists in the session of the state machine's role. */
export const machine = (
  deployed: DeployedStacks,
  { functions, clock }: { readonly functions: PlayedFunction; readonly clock: VirtualClock },
): Machine => {
  const { world, main } = deployed;
  const roleName = String(main.property('RunStateMachine', 'RoleArn')).split('/').at(-1) ?? '';
  const credentials = seed.roleCredentials(world, PRIMARY, { roleName, sessionName: 'run' });
  const hooks = watching({
    world,
    step: 'run',
    sent: functions.sent,
    before: (step) => functions.before(step),
    after: (step) => functions.after(step),
    die: () => undefined,
  });
  const s3 = inProcessTransport(world, hooks).client({ service: 's3', region: REGION, credentials });
  const readItems = async (parameters: Json): Promise<readonly Json[]> => {
    const { Bucket, Key } = parameters as unknown as { readonly Bucket: string; readonly Key: string };
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return JSON.parse(await Body.transformToString()) as readonly Json[];
    } catch (error) {
      throw new AslError('States.ItemReaderFailed', String(error));
    }
  };
  const invoke = async (parameters: Json): Promise<Json> => {
    const { FunctionName, Payload } = parameters as unknown as {
      readonly FunctionName: string;
      readonly Payload: Json;
    };
    return { Payload: await functions.invoke(FunctionName, Payload), StatusCode: 200 };
  };
  let transitions = 0;
  return {
    transitions: () => transitions,
    definition: definitionOf(main),
    interpreterFor: (executionArn, childFailed) => ({
      invoke,
      readItems,
      sleep: (ms) => clock.sleep(ms),
      entered: () => {
        transitions += 1;
      },
      context: { Execution: { Id: executionArn } },
      childFailed,
    }),
  };
};
