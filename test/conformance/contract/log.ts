import type { RunResult } from '../../../src/app/results/result.ts';
import type { AccessKey } from '../../../src/sandbox/model/iam.ts';
import type { Organization } from '../../support/organization.ts';

/** What became of a key, and in which day's run. */
export type Happening = readonly [day: number, what: 'created' | 'deactivated' | 'deleted', key: string];

/**
 * Who lived through what. Keys that were there on the first day are called `old`, `old-2`; later ones `new`, `new-2`.
 */
export interface Log {
  readonly happenings: Map<string, Happening[]>;
  /** Subjects of the mails of each day that had any. */
  readonly mails: Map<number, readonly string[]>;
  /** Steps and reasons of each user's days, as the runs told them. */
  readonly told: Map<string, string[]>;
  /** Everything that must never be true, with its day. */
  readonly alarms: string[];
}

export interface LogWriter extends Log {
  readonly runEnded: (day: number, result: RunResult) => void;
  /** A second run straight after the first, which must write nothing. */
  readonly repeated: (day: number, second: RunResult) => void;
}

interface Known {
  readonly user: string;
  readonly name: string;
  readonly id: string;
  status: string;
}

export const keepLog = ({ world, members }: Organization): LogWriter => {
  const log: Log = { happenings: new Map(), mails: new Map(), told: new Map(), alarms: [] };
  const known: Known[] = [];
  const keysOfUsers = () =>
    members.flatMap(({ users }) => [...users.values()].flatMap(({ name, keys }) => keys.map((key) => ({ name, key }))));
  for (const { name, key } of keysOfUsers()) meet(known, name, { key, family: 'old' });
  const runEnded = (day: number, { users, incomplete, summary, accounts }: RunResult): void => {
    for (const entry of known) {
      const status = world.accessKeys.get(entry.id)?.status ?? 'deleted';
      if (status !== entry.status && status !== 'Active')
        append(log.happenings, entry.user, [day, status === 'deleted' ? status : 'deactivated', entry.name]);
      entry.status = status;
    }
    for (const { name, key } of keysOfUsers())
      if (!known.some(({ id }) => id === key.accessKeyId))
        append(log.happenings, name, [day, 'created', meet(known, name, { key, family: 'new' })]);
    for (const { user, step, reason } of users) append(log.told, user, `${day} ${step} ${reason}`);
    const failures = users.filter(({ outcome }) => outcome === 'failed');
    if (incomplete || summary.failed > 0)
      log.alarms.push(`day ${day}: the run failed: ${JSON.stringify({ accounts, failures })}`);
  };
  const repeated = (day: number, { apiCalls, users }: RunResult): void => {
    if (apiCalls.writes === 0) return;
    log.alarms.push(`day ${day}: a second run wrote: ${JSON.stringify(users)}`);
  };
  return { ...log, runEnded, repeated };
};

/**
 * The deletion of a key that took the slot changes the state: a rotation may follow in any later run, the next
 * included.
 */
export const freedSlots = ({ users }: RunResult): boolean =>
  users.some(({ step, reason }) => step === 'DELETE' && reason === 'blocking-inactive-key');

const append = <T>(lists: Map<string, T[]>, name: string, item: T): void => {
  lists.set(name, [...(lists.get(name) ?? []), item]);
};

const meet = (known: Known[], user: string, { key, family }: { key: AccessKey; family: 'old' | 'new' }): string => {
  const before = known.filter((other) => other.user === user && other.name.startsWith(family)).length;
  const name = before === 0 ? family : `${family}-${before + 1}`;
  known.push({ user, name, id: key.accessKeyId, status: key.status });
  return name;
};
