import type { Manifest, RunTicket } from '../run-bucket/documents.ts';
import { readNeeded, writeJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore, StateMachine } from '../run-bucket/ports.ts';
import { type PreparedRun, type PrepareParts, prepareRun, type StartRequest } from './prepare-run.ts';

interface StartParts extends PrepareParts {
  readonly openRun: (run: Pick<RunTicket, 'id' | 'seal'>) => RunStore;
  readonly stateMachine: StateMachine;
}

export interface StartedRun {
  readonly runId: string;
  /** Where the run can be watched. */
  readonly executionArn: string;
  readonly mode: RunTicket['mode'];
  /** How many accounts it goes through. */
  readonly accounts: number;
  readonly skipped: number;
  /** False: the list of accounts broke off, and the run will end as incomplete. */
  readonly isListWhole: boolean;
  readonly force: string;
}

/**
 * Lists the accounts of a run, leaves the list in the run bucket, and starts the engine on it. It enters no account.
 * Asked again for a run of the same id, it tells what was started then. Only the engine is believed as to that: what
 * lies in the run bucket before a run is written over. The first run that the schedule starts in a deployment only
 * reports.
 */
export const startRun = async (request: StartRequest, parts: StartParts): Promise<StartedRun> => {
  const { runId } = request;
  const earlier = await startedBefore(runId, parts);
  if (earlier !== undefined) return earlier;
  const prepared = await prepareRun(request, parts);
  // The schedule may deliver one of its times twice at once: what the other one has started stays as it wrote it.
  const meanwhile = await startedBefore(runId, parts);
  if (meanwhile !== undefined) return meanwhile;
  await leave(prepared, parts);
  const { executionArn } = await parts.stateMachine.start(runId, { run: prepared.run });
  return startedAs(prepared.manifest, executionArn);
};

const startedBefore = async (runId: string, { stateMachine, openRun }: StartParts): Promise<StartedRun | undefined> => {
  const found = await stateMachine.find(runId);
  if (found === undefined) return undefined;
  return startedAs(await readNeeded<Manifest>(openRun(found.run), runKeys.manifest(runId)), found.executionArn);
};

const startedAs = ({ run, accounts, skipped, listFailure }: Manifest, executionArn: string): StartedRun => ({
  runId: run.id,
  executionArn,
  mode: run.mode,
  accounts,
  skipped: skipped.length,
  isListWhole: listFailure === undefined,
  force: run.force,
});

/** The manifest is written last: where it lies, the list lies too. */
const leave = async (
  { run, tickets, batches, manifest, addresses }: PreparedRun,
  { store, openRun }: StartParts,
): Promise<void> => {
  const ofRun = openRun(run);
  await writeJson(ofRun, run.accountsKey, tickets);
  await writeJson(ofRun, runKeys.batches(run.id), batches);
  if (addresses !== undefined) await writeJson(store, runKeys.accountAddresses, addresses);
  await writeJson(ofRun, runKeys.manifest(run.id), manifest);
};
