import { functionShapes } from '../../infra/main/functions.ts';
import type { RunResult } from '../../src/app/results/result.ts';
import { runKeys } from '../../src/app/run-bucket/keys.ts';
import { DAY, plus } from '../../src/core/time.ts';
import { runApplications } from '../../src/sandbox/applications.ts';
import { virtualClock } from '../../src/sandbox/clock.ts';
import type { Execution, SandboxMail } from '../../src/sandbox/world.ts';
import type { Json } from './asl/paths.ts';
import { failureOf } from './asl/retries.ts';
import { runFlow } from './asl/run-flow.ts';
import { lambda, type PlayedFunction } from './functions.ts';
import { machine } from './machine.ts';
import { type DeployedStacks, deploy, type Member, type Parameters } from './organization.ts';

/** keyturn deployed in an organization: started by events, carried on by the templates' own state machine. */
export interface DeployedOrganization extends DeployedStacks {
  readonly functions: PlayedFunction;
  /** State transitions so far. */
  readonly transitions: () => number;
  /** Invokes ASA-Account-Inventory as a person does in the console. */
  start(event?: unknown): Promise<StartedExecution>;
  /** Carries on every execution that runs, all at once. */
  finish(): Promise<readonly EndedRun[]>;
  /** Starts a run and carries it to its end. */
  run(event?: unknown): Promise<EndedRun>;
  /** What the schedule does. */
  daily(): Promise<EndedRun>;
  /** Time passes, and applications work. */
  days(count: number): void;
  /** Mails since the last look. */
  mails(): readonly SandboxMail[];
  /** `undefined`: there is no such object in the run bucket. */
  // biome-ignore lint/suspicious/noExplicitAny: a document of the run bucket, which the test knows.
  document(key: string): any;
}

export interface StartedExecution {
  readonly runId: string;
  readonly executionArn: string;
}

export interface EndedRun {
  readonly runId: string;
  readonly status: 'SUCCEEDED' | 'FAILED';
  /** Of an execution that failed. */
  readonly error: string;
  readonly cause: string;
  /** Of an execution that succeeded. */
  readonly output: Json;
  /** Accounts whose execution failed. */
  readonly childFailures: readonly string[];
  readonly result: RunResult;
}

export const createDeployedOrganization = (
  parameters: Parameters = {},
  memberParameters: Parameters = {},
  further: readonly Member[] = [],
): DeployedOrganization => {
  const deployed = deploy(parameters, memberParameters, further);
  const { world, main } = deployed;
  const clock = virtualClock(world);
  const functions = lambda(deployed, clock);
  const interpreter = machine(deployed, { functions, clock });
  let mailsSeen = 0;
  const start = async (event: unknown = {}): Promise<StartedExecution> =>
    (await functions.invoke(main.physical(functionShapes.inventory.logicalId), event)) as unknown as StartedExecution;
  const running = (): readonly Execution[] =>
    [...world.executions.values()].filter(({ status }) => status === 'RUNNING');
  const document = (key: string) => {
    const body = world.buckets.get(main.physical('RunBucket'))?.objects.get(key)?.body;
    return body === undefined ? undefined : JSON.parse(new TextDecoder().decode(body));
  };
  const end = async (execution: Execution): Promise<EndedRun> => {
    const { executionArn, name, input } = execution;
    const childFailures: string[] = [];
    const ended = { runId: name, childFailures, error: '', cause: '', output: null };
    const result = () => document(runKeys.result(name)) as RunResult;
    try {
      const parts = interpreter.interpreterFor(executionArn, ({ Error: error }) => childFailures.push(error));
      const output = await runFlow(interpreter.definition, JSON.parse(input) as Json, parts);
      execution.status = 'SUCCEEDED';
      return { ...ended, status: 'SUCCEEDED', output, result: result() };
    } catch (error) {
      const { Error: code, Cause: cause } = failureOf(error);
      execution.status = 'FAILED';
      return { ...ended, status: 'FAILED', error: code, cause, result: result() };
    }
  };
  const finish = () => Promise.all(running().map(end));
  const run = async (event: unknown = {}): Promise<EndedRun> => {
    await start(event);
    const [only, ...others] = await finish();
    if (only === undefined || others.length > 0) throw new Error('not one run was under way');
    return only;
  };
  return {
    ...deployed,
    functions,
    transitions: interpreter.transitions,
    start,
    finish,
    run,
    daily: () => run({ scheduled: new Date(world.now).toISOString().replace(/\.\d+Z/, 'Z') }),
    days: (count) => runApplications(world, plus(world.now, count * DAY)),
    mails: () => {
      const fresh = world.mailbox.slice(mailsSeen);
      mailsSeen = world.mailbox.length;
      return fresh;
    },
    document,
  };
};

/** Requests since `from` that changed users, keys or secrets. */
export const changesSince = ({ functions }: DeployedOrganization, from: number): readonly string[] =>
  functions.sent
    .slice(from)
    .map(({ call }) => call)
    .filter((call) => /^(iam|secretsmanager):/.test(call) && !/:(Get|List|Describe|Generate)/.test(call));

/** How often something was asked for, refusals not counted. */
export const count = ({ functions }: DeployedOrganization, call: string): number =>
  functions.sent.filter((each) => each.call === call && each.refusal === undefined).length;
