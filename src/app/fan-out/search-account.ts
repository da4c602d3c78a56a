import { hasUser } from '../observe/find-user.ts';
import type { Account } from '../ports/organizations.ts';
import type { AccountSessions } from '../ports/sts.ts';
import type { AccountTicket, Found, RunTicket } from '../run-bucket/documents.ts';
import { writeJson } from '../run-bucket/json.ts';
import { runKeys } from '../run-bucket/keys.ts';
import type { RunStore } from '../run-bucket/ports.ts';

/** Only ACTIVE accounts get a ticket. */
export const accountOf = ({ account, name, email }: Omit<AccountTicket, 'share'>): Account => ({
  id: account,
  name,
  email: email === '' ? undefined : email,
  state: 'ACTIVE',
});

/** Looks, reading only, whether this account has the forced user, and leaves the answer in the run bucket. */
export const searchAccount = async (
  { run, ticket }: { readonly run: RunTicket; readonly ticket: AccountTicket },
  { sessions, store }: { readonly sessions: AccountSessions; readonly store: RunStore },
): Promise<Found> => {
  const target = { name: run.force, arn: run.arn };
  const found = { account: ticket.account, hasUser: await hasUser(sessions, accountOf(ticket), target) };
  await writeJson(store, runKeys.found(run.id, ticket.account), found);
  return found;
};
