import { secretName } from '../src/app/secret/name.ts';
import type { AccountId } from '../src/core/keys.ts';
import { DAY, plus } from '../src/core/time.ts';
import { addApplication, runApplications } from '../src/sandbox/applications.ts';
import { addKey, addUser } from '../src/sandbox/seed.ts';
import { inProcess, settingsFrom } from '../test/support/in-process.ts';
import { createOrganization } from '../test/support/organization.ts';
import { freshOrganization, START } from './organization.ts';

/** Requests that finding out that nothing is due costs, for each member account; those of the run itself left out. */
const callsPerAccount = async (users: number, discovery: 'report' | 'list'): Promise<number> => {
  const accounts = 5;
  const { apiCalls } = await inProcess(freshOrganization({ accounts, users }), settingsFrom({ discovery })).plan();
  const ofTheRun = ['organizations:ListAccounts', 'sts:GetCallerIdentity'];
  const shared = ofTheRun.reduce((sum, operation) => sum + (apiCalls.byOperation[operation] ?? 0), 0);
  // Nobody lives in the management account: a report tells so, and so does a list.
  const ofManagement = discovery === 'report' ? 3 : 2;
  return (apiCalls.total - shared - ofManagement) / (accounts - 1);
};

export interface CallsPerAccount {
  readonly nothingDue10: number;
  /** Of an account of 100 users. */
  readonly nothingDue: number;
  readonly nothingDue5000: number;
  /** As nothingDue, with `discovery: list`: the requests of the AWS sample. */
  readonly listing: number;
}

export const measureCallsPerAccount = async (): Promise<CallsPerAccount> => ({
  nothingDue10: await callsPerAccount(10, 'report'),
  nothingDue: await callsPerAccount(100, 'report'),
  nothingDue5000: await callsPerAccount(5_000, 'report'),
  listing: await callsPerAccount(100, 'list'),
});

export interface UserYear {
  readonly calls: number;
  readonly rotations: number;
}

/**
 * One year of a user in an account of `users`, whose applications take up each new key at once; after a first cycle.
 * Everything counts, the requests with a new key that AWS does not know yet too.
 */
export const measureUserYear = async (users: number, discovery: 'report' | 'list'): Promise<UserYear> => {
  const built = createOrganization({ now: START, members: ['team'] });
  const { world, members } = built;
  const accountId = members[0]?.id ?? '';
  for (let user = 0; user < users; user += 1) {
    const userName = `user-${user}`;
    addUser(world, accountId, { name: userName });
    const credentials = addKey(world, accountId, userName, {
      createdAt: plus(world.now, -((user * 89) / users) * DAY),
    });
    addApplication(world, {
      accountId,
      userName,
      secretName: secretName(accountId as AccountId, userName),
      credentials,
      everyMs: DAY / 2,
      adopt: 'at-once',
    });
  }
  const { apply } = inProcess(built, settingsFrom({ discovery, 'exempt.account': built.management.id }));
  const live = async (days: number): Promise<UserYear> => {
    let calls = 0;
    let rotations = 0;
    for (let day = 0; day < days; day += 1) {
      const { apiCalls, summary } = await apply();
      rotations += summary.rotated;
      calls += apiCalls.total;
      runApplications(world, plus(world.now, DAY));
    }
    return { calls: calls / users, rotations: rotations / users };
  };
  await live(120);
  return live(365);
};
