import { mapConcurrent } from '../../../src/app/concurrency/map-concurrent.ts';
import { chosen } from './choices.ts';
import { AslError, type AslScope, type Json, read, withValue } from './paths.ts';
import { catcherFor, failureOf, withRetries } from './retries.ts';
import { fill } from './templates.ts';

type State = Readonly<Record<string, unknown>>;

export interface AslFlow {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** What a flow asks of AWS. */
export interface AslInterpreter {
  /** A Task: `Parameters` as filled in; the answer of `lambda:invoke`. */
  readonly invoke: (parameters: Json) => Promise<Json>;
  /** A distributed Map's ItemReader. */
  readonly readItems: (parameters: Json) => Promise<readonly Json[]>;
  readonly sleep: (ms: number) => Promise<void>;
  /** Told of each state that is entered, once more for each retry: AWS charges for them. */
  readonly entered?: () => void;
  readonly context: Json;
  /** Told of each child of a distributed Map that failed. */
  readonly childFailed: (failure: { readonly Error: string; readonly Cause: string }) => void;
}

/**
 * Runs a flow of the Amazon States Language to its end. What it does not know it refuses, so that nothing is skipped.
 */
export const runFlow = async (flow: AslFlow, input: Json, interpreter: AslInterpreter): Promise<Json> => {
  let [name, data]: [string, Json] = [flow.StartAt, input];
  for (;;) {
    const state = flow.States[name];
    if (state === undefined) throw new Error(`there is no state ${name}`);
    checkFields(name, state);
    interpreter.entered?.();
    const { next, output } = await step(state, data, interpreter);
    checkSize(name, output);
    if (next === undefined) return output;
    [name, data] = [next, output];
  }
};

/** "Maximum input or output size for a task, state, or execution" (Step Functions, service quotas), in UTF-8. */
const MOST_BYTES = 262_144;

const checkSize = (name: string, output: Json): void => {
  const bytes = Buffer.byteLength(JSON.stringify(output ?? null));
  if (bytes > MOST_BYTES) throw new AslError('States.DataLimitExceeded', `the state ${name} holds ${bytes} bytes`);
};

interface Stepped {
  /** `undefined`: the end. */
  readonly next: string | undefined;
  readonly output: Json;
}

const known: Readonly<Record<string, readonly string[]>> = {
  Task: ['Resource', 'Parameters', 'TimeoutSeconds', 'Retry', 'Catch', 'ResultSelector', 'ResultPath', 'OutputPath'],
  Pass: ['Parameters', 'Result', 'InputPath', 'ResultPath'],
  Choice: ['Choices', 'Default'],
  Map: [
    ...['ItemReader', 'ItemsPath', 'ItemSelector', 'ItemProcessor', 'MaxConcurrency', 'MaxConcurrencyPath'],
    ...['ToleratedFailurePercentage', 'ResultPath', 'Catch', 'Label'],
  ],
  Wait: ['Seconds'],
  Succeed: [],
  Fail: ['Error', 'ErrorPath', 'CausePath'],
};

const checkFields = (name: string, state: State): void => {
  const fields = known[String(state.Type)];
  const unknown = Object.keys(state).filter((field) => !['Type', 'Next', 'End', ...(fields ?? [])].includes(field));
  if (fields === undefined || unknown.length > 0)
    throw new Error(`the state ${name} (${state.Type}) has what this engine does not know: ${unknown.join()}`);
};

const step = async (state: State, input: Json, interpreter: AslInterpreter): Promise<Stepped> => {
  const scope: AslScope = { input, context: interpreter.context };
  switch (state.Type) {
    case 'Choice':
      return { next: chosen(state, scope), output: input };
    case 'Wait':
      await interpreter.sleep(Number(state.Seconds) * 1_000);
      return { next: String(state.Next), output: input };
    case 'Succeed':
      return { next: undefined, output: input };
    case 'Fail':
      throw new AslError(errorOf(state, scope), String(read(String(state.CausePath), scope)));
    default:
      return carryOut(state, scope, interpreter);
  }
};

const errorOf = ({ Error: name, ErrorPath }: State, scope: AslScope): string =>
  String(ErrorPath === undefined ? name : read(String(ErrorPath), scope));

/** Task, Map and Pass: a result that is put into the input, or the input again where it is caught. */
const carryOut = async (state: State, scope: AslScope, interpreter: AslInterpreter): Promise<Stepped> => {
  const next = state.End === true ? undefined : String(state.Next);
  try {
    const result = await resultOf(state, scope, interpreter);
    const output = state.ResultPath === null ? scope.input : withValue(pathOf(state.ResultPath), scope.input, result);
    return { next, output: read(pathOf(state.OutputPath), { ...scope, input: output }) };
  } catch (error) {
    const failure = failureOf(error);
    const catcher = catcherFor(state, failure);
    if (catcher === undefined) throw error;
    return { next: catcher.Next, output: withValue(catcher.ResultPath, scope.input, { ...failure }) };
  }
};

const pathOf = (path: unknown): string => (path === undefined ? '$' : String(path));

const resultOf = async (state: State, scope: AslScope, interpreter: AslInterpreter): Promise<Json> => {
  if (state.Type === 'Map') return runMap(state, scope, interpreter);
  if (state.Type === 'Pass') {
    if (state.Result !== undefined) return state.Result as Json;
    const input = read(pathOf(state.InputPath), scope);
    return state.Parameters === undefined ? input : fill(state.Parameters, { ...scope, input });
  }
  if (!String(state.Resource).endsWith(':states:::lambda:invoke')) throw new Error(`unknown task ${state.Resource}`);
  const parameters = fill(state.Parameters, scope);
  const answer = await withRetries(state, interpreter, () => interpreter.invoke(parameters));
  return state.ResultSelector === undefined ? answer : fill(state.ResultSelector, { ...scope, input: answer });
};

const runMap = async (state: State, scope: AslScope, interpreter: AslInterpreter): Promise<Json> => {
  const { ProcessorConfig, ...flow } = state.ItemProcessor as AslFlow & { readonly ProcessorConfig: { Mode: string } };
  const isDistributed = ProcessorConfig.Mode === 'DISTRIBUTED';
  const items = isDistributed
    ? await readItems(state, scope, interpreter)
    : (read(pathOf(state.ItemsPath), scope) as Json[]);
  const bound =
    state.MaxConcurrencyPath === undefined ? state.MaxConcurrency : read(pathOf(state.MaxConcurrencyPath), scope);
  if (typeof bound !== 'number' || bound < 1) throw new AslError('States.Runtime', `the bound ${bound} is no number`);
  return mapConcurrent(items, bound, async (item) => {
    const context = { ...(interpreter.context as object), Map: { Item: { Value: item } } } as Json;
    const input = fill(state.ItemSelector, { ...scope, context });
    if (!isDistributed) return runFlow(flow, input, interpreter);
    if (state.ToleratedFailurePercentage !== 100) throw new Error('this engine knows maps that tolerate every failure');
    return runFlow(flow, input, interpreter).catch((error: unknown) => {
      interpreter.childFailed(failureOf(error));
      return null;
    });
  });
};

const readItems = (state: State, scope: AslScope, interpreter: AslInterpreter): Promise<readonly Json[]> => {
  const { Resource, ReaderConfig, Parameters } = state.ItemReader as Readonly<Record<string, unknown>>;
  const isJson = (ReaderConfig as { readonly InputType?: string }).InputType === 'JSON';
  if (!String(Resource).endsWith(':states:::s3:getObject') || !isJson) throw new Error(`unknown reader ${Resource}`);
  return interpreter.readItems(fill(Parameters, scope));
};
