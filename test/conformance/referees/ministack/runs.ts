import { setTimeout as wait } from 'node:timers/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { runKeys } from '../../../../src/app/fan-out/keys.ts';
import type { RunResult } from '../../../../src/app/results/result.ts';
import type { Deployment } from './deployment.ts';
import { clientsFor, type Reach } from './reach.ts';

/** How a run ended, as a person sees it in the consoles of Step Functions and S3. */
export interface Ended {
  readonly status: string;
  readonly cause: string;
  /** Of an execution that succeeded; empty otherwise. */
  readonly output: string;
  readonly result: RunResult;
}

type Where = Pick<Deployment, 'primaryId' | 'bucket' | 'stateMachineArn'>;

export const runEnded = async (
  reach: Reach,
  { primaryId, bucket }: Where,
  { executionArn, runId }: { readonly executionArn: string; readonly runId: string },
): Promise<Ended> => {
  const { stepFunctions, s3 } = clientsFor(reach, primaryId);
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
export const runIds = async (reach: Reach, { primaryId, stateMachineArn }: Where): Promise<readonly string[]> => {
  const { stepFunctions } = clientsFor(reach, primaryId);
  const { executions = [] } = await stepFunctions.send(new ListExecutionsCommand({ stateMachineArn }));
  return executions.map(({ name = '' }) => name).sort();
};

/** The run that something else than the test starts. */
export const firstRun = async (reach: Reach, where: Where): Promise<Ended> => {
  for (let tries = 0; tries < 300; tries += 1) {
    const [runId] = await runIds(reach, where);
    const execution = where.stateMachineArn.replace(':stateMachine:', ':execution:');
    if (runId !== undefined) return runEnded(reach, where, { executionArn: `${execution}:${runId}`, runId });
    await wait(100);
  }
  throw new Error('nothing started a run within 30 s');
};
