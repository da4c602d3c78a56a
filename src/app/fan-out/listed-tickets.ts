import { Fault } from '../faults/fault.ts';
import type { AccountTicket, RunTicket } from '../run-bucket/documents.ts';
import { readNeeded } from '../run-bucket/json.ts';
import type { RunStore } from '../run-bucket/ports.ts';

/**
 * The same accounts as the run's own list has them: addresses and shares of an event are not believed, since a list of
 * batches passes through the state machine, which knows no seal.
 * @throws Fault where an account is not on the list
 */
export const listedTickets = async (
  run: RunTicket,
  given: readonly Pick<AccountTicket, 'account'>[],
  store: RunStore,
): Promise<readonly AccountTicket[]> => {
  const list = await readNeeded<readonly AccountTicket[]>(store, run.accountsKey);
  const listed = new Map(list.map((ticket) => [ticket.account, ticket]));
  const strange = given.filter(({ account }) => !listed.has(account)).map(({ account }) => account);
  if (strange.length > 0)
    throw new Fault('run-document-foreign', `not on the list of the run ${run.id}: account ${strange.join(', ')}`);
  return given.flatMap(({ account }) => listed.get(account) ?? []);
};
