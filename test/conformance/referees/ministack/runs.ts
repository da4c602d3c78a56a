import { setTimeout as wait } from 'node:timers/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { RunResult } from '../../../../src/app/results/result.ts';
import { runKeys } from '../../../../src/app/run-bucket/keys.ts';
import type { Deployment } from './deployment.ts';
import { clientsFor, type MinistackEndpoint } from './reach.ts';

/** How a run ended, as a person sees it in the consoles of Step Functions and S3. */
export interface EndedExecution {
  readonly status: string;
  readonly cause: string;
  /** Of an execution that succeeded; empty otherwise. */
  readonly output: string;
  readonly result: RunResult;
}

type Where = Pick<Deployment, 'primaryId' | 'bucket' | 'stateMachineArn'>;

export const runEnded = async (
  endpoint: MinistackEndpoint,
  { primaryId, bucket }: Where,
  { executionArn, runId }: { readonly executionArn: string; readonly runId: string },
): Promise<EndedExecution> => {
  const { stepFunctions, s3 } = clientsFor(endpoint, primaryId);
  for (let tries = 0; tries < 1_200; tries += 1) {
    const described = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    const { status = '', cause = '', output = '' } = described;
    if (status !== 'RUNNING') {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: runKeys.result(runId) }));
      return { status, cause, output, result: JSON.parse((await Body?.transformToString()) ?? '') };
    }
    await wait(100);
  }
  throw new Error(`the run ${runId} did not end within two minutes`);
};

/** Every run so far. */
export const runIds = async (
  endpoint: MinistackEndpoint,
  { primaryId, stateMachineArn }: Where,
): Promise<readonly string[]> => {
  const { stepFunctions } = clientsFor(endpoint, primaryId);
  const { executions = [] } = await stepFunctions.send(new ListExecutionsCommand({ stateMachineArn }));
  return executions.map(({ name = '' }) => name).sort();
};

/** The run that something else than the test starts. */
export const firstRun = async (endpoint: MinistackEndpoint, where: Where): Promise<EndedExecution> => {
  for (let tries = 0; tries < 300; tries += 1) {
    const [runId] = await runIds(endpoint, where);
    const execution = where.stateMachineArn.replace(':stateMachine:', ':execution:');
    if (runId !== undefined) return runEnded(endpoint, where, { executionArn: `${execution}:${runId}`, runId });
    await wait(100);
  }
  throw new Error('nothing started a run within 30 s');
};
