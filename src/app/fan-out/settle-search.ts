import { Fault } from '../faults/fault.ts';
import { onlyAccountWith, type UserAnswer } from '../observe/find-user.ts';
import type { AccountBatch, AccountTicket, Found, Manifest, Refusal, RunTicket } from '../run-bucket/documents.ts';
import { readAll, readNeeded, writeJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';

export interface Settled {
  /** With the chosen account for its list; as it was, when none was chosen. */
  readonly run: RunTicket;
  readonly isFound: boolean;
}

/** After a search: goes on only if exactly one account has the user. Otherwise the refusal waits for the run's end. */
export const settleSearch = async (run: RunTicket, { store }: { readonly store: RunStore }): Promise<Settled> => {
  const tickets = await readNeeded<readonly AccountTicket[]>(store, run.accountsKey);
  const manifest = await readNeeded<Manifest>(store, runKeys.manifest(run.id));
  const found = await readAll<Found>(store, runKeys.allFound(run.id));
  const answers = new Map(found.map(({ document }) => [document.account, document.hasUser]));
  const answered = tickets.map((ticket) => answerOf(ticket, answers));
  const isListWhole = manifest.listFailure === undefined;
  try {
    const account = onlyAccountWith(run.arn ?? run.force, { answered, isListWhole });
    const accountsKey = runKeys.chosen(run.id);
    const batchesKey = runKeys.chosenBatches(run.id);
    const chosen = tickets.filter((ticket) => ticket.account === account);
    const batches: readonly AccountBatch[] = [{ tickets: chosen }];
    await Promise.all([writeJson(store, accountsKey, chosen), writeJson(store, batchesKey, batches)]);
    return { run: { ...run, accountsKey, batchesKey, isSearch: false }, isFound: true };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const refusal: Refusal = { refusal: error.message, isWrongName: isWrongName(answered, isListWhole) };
    await writeJson(store, runKeys.refusal(run.id), refusal);
    return { run, isFound: false };
  }
};

const isWrongName = (answered: readonly UserAnswer[], isListWhole: boolean): boolean =>
  answered.filter(({ answer }) => answer === 'has').length > 1 ||
  (isListWhole && answered.every(({ answer }) => answer !== 'unknown'));

const answerOf = ({ account, name }: AccountTicket, answers: ReadonlyMap<string, boolean>): UserAnswer => {
  const answer = answers.get(account);
  return { account: { id: account, name }, answer: answer === undefined ? 'unknown' : answer ? 'has' : 'has not' };
};
