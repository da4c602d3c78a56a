import type { AccountId } from '../../core/keys.ts';

/** Where things lie in the run bucket. */
export const runKeys = {
  /** All runs. */
  all: 'runs/',
  /** All that one run leaves. */
  of: (run: string): string => `runs/${run}/`,
  accounts: (run: string): string => `runs/${run}/accounts.json`,
  /** The same accounts, as functions visit them together. */
  batches: (run: string): string => `runs/${run}/batches.json`,
  /** The account that a search settled on. */
  chosen: (run: string): string => `runs/${run}/chosen.json`,
  chosenBatches: (run: string): string => `runs/${run}/chosen-batches.json`,
  manifest: (run: string): string => `runs/${run}/manifest.json`,
  /** Why a forced rotation was not begun. */
  refusal: (run: string): string => `runs/${run}/refusal.json`,
  found: (run: string, account: AccountId): string => `runs/${run}/found/${account}.json`,
  allFound: (run: string): string => `runs/${run}/found/`,
  /** Left where a function begins to visit several accounts, by the first of them. */
  begun: (run: string, first: AccountId, round: number): string => `runs/${run}/begun/${first}/${round}.json`,
  visited: (run: string, account: AccountId, round: number): string => `runs/${run}/visited/${account}/${round}.json`,
  allVisited: (run: string): string => `runs/${run}/visited/`,
  told: (run: string, account: AccountId, round: number): string => `runs/${run}/told/${account}/${round}.json`,
  allTold: (run: string): string => `runs/${run}/told/`,
  /** One mail; `index` counts the mails of one visit. */
  message: (run: string, account: AccountId, round: number, index: number): string =>
    `runs/${run}/outbox/${account}/${round}-${index}.json`,
  /** A mail of this visit, by its key. */
  isMessageOf: (
    key: string,
    { run, account, round }: { readonly run: string; readonly account: AccountId; readonly round: number },
  ): boolean => key.startsWith(`runs/${run}/outbox/${account}/${round}-`),
  summary: (run: string): string => `runs/${run}/outbox/summary.json`,
  /** Written once a message was accepted, so that a repeated request does not send it again. */
  sent: (message: string): string => message.replace('/outbox/', '/sent/'),
  result: (run: string): string => `runs/${run}/result.json`,
  lastComplete: 'last-complete.json',
  keyCounts: 'key-counts.json',
  firstReport: 'first-report.json',
  failedBesideOthers: 'failed-beside-others.json',
  accountAddresses: 'account-addresses.json',
} as const;
