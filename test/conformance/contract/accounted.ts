import type { RunResult } from '../../../src/app/results/result.ts';
import { DAY, HOUR } from '../../../src/core/time.ts';
import type { Organization } from '../../support/organization.ts';

/**
 * V1: users with an active key past 90 days of whom the result names neither a step, nor a date that is to come, nor a
 * remedy. Whoever is exempt is called so.
 */
export const unaccountedIn = ({ world, members }: Organization, { users, waiting }: RunResult): readonly string[] =>
  members
    .flatMap((account) => [...account.users.values()])
    .filter(({ name }) => name !== 'exempt')
    .filter(({ keys }) =>
      keys.some(({ status, createdAt }) => status === 'Active' && world.now > createdAt + 90 * DAY + HOUR),
    )
    .flatMap(({ name }) => {
      const line = [...users, ...waiting].find(({ user }) => user === name);
      if (line === undefined) return [`nothing is said of ${name}`];
      const isDated = line.until !== undefined && Date.parse(line.until) >= world.now - HOUR;
      const isSaid = line.outcome === 'done' || line.remedy !== undefined || isDated;
      return isSaid ? [] : [`${name} is ${line.outcome} (${line.reason}) without a date or a remedy`];
    });
