import type { RunResult } from '../results/result.ts';
import type { LastComplete } from '../run-bucket/documents.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { DeployPorts } from './ports.ts';

export interface LastRun {
  readonly runId: string;
  readonly finishedAt: string;
  readonly mode: string;
  readonly incomplete: boolean;
  readonly summary: RunResult['summary'];
}

/** From the run bucket, where it may be read: what a run leaves is a help here, and never a reason to fail. */
export const lastRun = async (mainStack: string, { stacks, buckets }: DeployPorts): Promise<LastRun | undefined> => {
  try {
    const found = (await stacks.resources(mainStack)).filter(({ type }) => type === 'AWS::S3::Bucket');
    for (const { id } of found) {
      const run = await readLast(id, buckets);
      if (run !== undefined) return run;
    }
  } catch {
    return undefined;
  }
  return undefined;
};

const readLast = async (bucket: string, { readText }: DeployPorts['buckets']): Promise<LastRun | undefined> => {
  const last = await readText(bucket, runKeys.lastComplete);
  if (last === undefined) return undefined;
  const { runId } = JSON.parse(last) as LastComplete;
  const text = await readText(bucket, runKeys.result(runId));
  if (text === undefined) return undefined;
  const { finishedAt, mode, incomplete, summary } = JSON.parse(text) as RunResult;
  return { runId, finishedAt, mode, incomplete, summary };
};
