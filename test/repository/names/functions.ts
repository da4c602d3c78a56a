import type { Context } from 'aws-lambda';
import { names as deployedNames } from '../../../infra/names.ts';
import { DAY, plus } from '../../../src/core/time.ts';
import { type DeployedFunctions, deployed } from '../../../src/lambda/deployed.fixture.ts';
import { runApplications } from '../../../src/sandbox/applications.ts';
import type { InProcessRequest } from '../../../src/sandbox/in-process.ts';
import { addBucket } from '../../../src/sandbox/seed.ts';
import { AslError, type Json } from '../../deployed/asl/paths.ts';
import { jsonNames } from './json-names.ts';
import type { Recording } from './recording.ts';
import { createRequestReader } from './request-names.ts';
import { carryOn, type Invoke, type StepOfFunction } from './state-machine.ts';

interface Circumstances {
  /** Called before and after each request; what they throw is AWS's answer. */
  before: (request: InProcessRequest) => void;
  after: (request: InProcessRequest) => void;
  /** What Lambda gives to each invocation. */
  remainingMs: number;
}

/** The three functions and the state machine in a sandbox. What goes in, comes out, is sent and stored is listed. */
export interface Functions extends DeployedFunctions, Circumstances {
  readonly invoke: Invoke;
  /** Starts a run and carries it to its end, whatever that is. */
  readonly run: (event?: unknown) => Promise<void>;
  /** What the schedule does, and so many days after each run in which applications work. */
  readonly daily: (...daysAfter: readonly number[]) => Promise<void>;
}

/** Where mail templates lie. */
export const FILES = 'files';

export const createFunctions = (recording: Recording, env: Readonly<Record<string, string>> = {}): Functions => {
  const circumstances: Circumstances = { before: () => undefined, after: () => undefined, remainingMs: 900_000 };
  let read: (request: InProcessRequest) => void = () => undefined;
  const before = (request: InProcessRequest): void => {
    read(request);
    circumstances.before(request);
  };
  const stage = deployed({ S3BucketName: FILES, ...env }, { before, after: (request) => circumstances.after(request) });
  const { world } = stage;
  read = createRequestReader(recording, world);
  addBucket(world, world.organization.managementAccountId, { name: FILES });
  const invoke = createInvoke(recording, stage, circumstances);
  const run = async (event: unknown = {}): Promise<void> => carryOn(recording, stage, invoke)(event);
  const daily = async (...daysAfter: readonly number[]): Promise<void> => {
    for (const days of daysAfter) {
      await run({ scheduled: new Date(world.now).toISOString().replace(/\.\d+Z/, 'Z') });
      runApplications(world, plus(world.now, days * DAY));
    }
  };
  return Object.assign(circumstances, stage, { invoke, run, daily });
};

const createInvoke = ({ names, mask }: Recording, stage: DeployedFunctions, circumstances: Circumstances): Invoke => {
  let requests = 0;
  return async (kind, event) => {
    const { step } = event as { readonly step?: string };
    const to = `${kind}${step === undefined ? '' : `, step ${step}`}`;
    names.add(`event to the ${to}`, ...jsonNames(event, { mask }));
    requests += 1;
    try {
      const context = contextOf(kind, requests, circumstances.remainingMs);
      const answer = throughJson(await stage[kind](throughJson(event), context));
      names.add(`answer of the ${to}`, ...jsonNames(answer, { mask }));
      return answer;
    } catch (error) {
      const { name, message } = error as Error;
      throw new AslError(name, message);
    }
  };
};

const throughJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

const contextOf = (kind: StepOfFunction, nth: number, remainingMs: number): Context =>
  ({
    functionName: deployedNames[kind],
    awsRequestId: nth.toString(16).padStart(8, '0'),
    invokedFunctionArn: `arn:aws:lambda:us-east-1:100000000001:function:${deployedNames[kind]}`,
    getRemainingTimeInMillis: () => remainingMs,
  }) as unknown as Context;
