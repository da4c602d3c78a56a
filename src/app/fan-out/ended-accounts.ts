import type { RunResult } from '../results/result.ts';
import type { AccountTicket, RunTicket, Told, Visited } from '../run-bucket/documents.ts';
import { readAll } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';
import { hasFailedBesideOthers } from './failed-beside-others.ts';
import { mergeVisits } from './merge-results.ts';
import { undeliveredOf, withUndelivered } from './undelivered.ts';

/** How one account of a run ended. */
export interface EndedAccounts {
  readonly ticket: AccountTicket;
  /** `undefined`: the account left no word. */
  readonly result: RunResult | undefined;
  readonly undelivered: number;
  readonly hasFailedBesideOthers: boolean;
}

/** Of every account that the run began with: what its visits left, as one result. */
export const endedAccounts = async (
  run: RunTicket,
  tickets: readonly AccountTicket[],
  store: RunStore,
): Promise<readonly EndedAccounts[]> => {
  const [visited, told] = await Promise.all([
    readAll<Visited>(store, runKeys.allVisited(run.id)),
    readAll<Told>(store, runKeys.allTold(run.id)),
  ]);
  const [visitsOf, notesOf] = [byAccount(visited), byAccount(told)];
  return tickets.map((ticket) => {
    const { account } = ticket;
    return endOf(run, { ticket, visits: visitsOf.get(account) ?? [], notes: notesOf.get(account) ?? [] });
  });
};

/** What lies at `.../<account>/<round>.json`, in the order of the rounds. */
const byAccount = <T>(all: readonly { readonly key: string; readonly document: T }[]): Map<string, T[]> => {
  const documents = new Map<string, T[]>();
  for (const { key, document } of all.toSorted((a, b) => roundOf(a.key) - roundOf(b.key))) {
    const account = key.split('/').at(-2) ?? '';
    const others = documents.get(account);
    if (others === undefined) documents.set(account, [document]);
    else others.push(document);
  }
  return documents;
};

const roundOf = (key: string): number => Number(/(\d+)\.json$/.exec(key)?.[1]);

const endOf = (
  { mode }: RunTicket,
  {
    ticket,
    visits,
    notes,
  }: { readonly ticket: AccountTicket; readonly visits: readonly Visited[]; readonly notes: readonly Told[] },
): EndedAccounts => {
  const [first, ...others] = visits.map(({ result }) => result);
  const failed = { hasFailedBesideOthers: hasFailedBesideOthers(visits) };
  if (first === undefined) return { ticket, result: undefined, undelivered: 0, ...failed };
  const merged = mergeVisits([first, ...others]);
  const untold = visits.filter(({ messages }) => messages.length > 0).length > notes.length;
  const remarks = [
    ...new Set([...merged.remarks, ...notes.flatMap((each) => each.remarks), ...(untold ? [unsure(ticket)] : [])]),
  ];
  const undelivered =
    mode === 'apply'
      ? undeliveredOf(
          visits.flatMap(({ messages }) => messages),
          notes,
        )
      : [];
  return {
    ticket,
    result: withUndelivered(ticket.account, { ...merged, remarks }, undelivered),
    undelivered: undelivered.length,
    ...failed,
  };
};

const unsure = ({ account }: AccountTicket): string =>
  `whether the mails about account ${account} were sent is not known: a step of the run failed`;
