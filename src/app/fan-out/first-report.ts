import type { Instant } from '../../core/time.ts';
import type { FirstReport, Manifest, RunTicket } from '../run-bucket/documents.ts';
import { readUnlessBroken, writeJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';

/**
 * Whether a scheduled run of this deployment has ended before, so that people have read what keyturn would do. A new
 * deployment may meet the backlog of a whole organization, as where the AWS sample ran: what that left in secrets and
 * accounts is no report of keyturn's. Runs that ended before there was a marker count, too: the last complete one, or
 * any scheduled one whose result is there.
 */
export const hasReported = async (store: RunStore): Promise<boolean> => {
  for (const key of [runKeys.firstReport, runKeys.lastComplete]) if ((await store.read(key)) !== undefined) return true;
  return hasScheduledResult(store);
};

const hasScheduledResult = async (store: RunStore): Promise<boolean> => {
  const runs: string[] = [];
  for await (const page of store.folders(runKeys.all)) runs.push(...page);
  // The ids of runs begin with their day: the latest first.
  for (const folder of runs.toSorted().toReversed()) if (await isScheduledWithResult(folder, store)) return true;
  return false;
};

const isScheduledWithResult = async (folder: string, store: RunStore): Promise<boolean> => {
  const run = folder.slice(runKeys.all.length, -1);
  const manifest = (await readUnlessBroken(store, runKeys.manifest(run))) as Partial<Manifest> | null | undefined;
  return manifest?.run?.isScheduled === true && (await store.read(runKeys.result(run))) !== undefined;
};

/** Left once, when a scheduled run ends. It lies outside `runs/`, so that no lifecycle rule of the bucket takes it. */
export const leaveFirstReport = async (
  store: RunStore,
  { id, isScheduled }: RunTicket,
  now: Instant,
): Promise<void> => {
  if (!isScheduled || (await store.read(runKeys.firstReport)) !== undefined) return;
  const report: FirstReport = { runId: id, endedAt: now };
  await writeJson(store, runKeys.firstReport, report);
};
