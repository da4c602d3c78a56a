import { DAY, type Instant, instant, plus } from '../src/core/time.ts';
import { addKey, addUser } from '../src/sandbox/seed.ts';
import { createOrganization, type Organization } from '../test/support/organization.ts';

/** A Tuesday at six, in the worlds of the benchmark. */
export const START = instant(Date.UTC(2026, 5, 2, 6));

interface Size {
  /** The management account, in which nobody lives, included. */
  readonly accounts: number;
  readonly users: number;
  readonly now?: Instant;
}

/** An organization in which nothing is due: users of one key each, none older than 80 days. */
export const freshOrganization = ({ accounts, users, now = START }: Size): Organization => {
  const built = createOrganization({
    now,
    members: Array.from({ length: accounts - 1 }, (_, index) => `team-${index}`),
  });
  for (const { id } of built.members)
    for (let user = 0; user < users; user += 1) {
      addUser(built.world, id, { name: `user-${user}` });
      addKey(built.world, id, `user-${user}`, { createdAt: plus(now, -(user % 80) * DAY) });
    }
  return built;
};
