import { isOver, SECOND } from '../../core/time.ts';
import { mapConcurrent } from '../concurrency/map-concurrent.ts';
import { inTime, isLate, outOfTimeToList } from '../faults/stop.ts';
import type { ReportRow } from '../ports/iam.ts';
import type { AccountContext } from './account-context.ts';
import { readKeys } from './observe-user.ts';

/** Whom to look at, and what the account holds. */
export interface Candidates {
  readonly names: readonly string[];
  /** `undefined` when the users were named, and nobody else was counted. */
  readonly users: number | undefined;
  readonly keys: number | undefined;
  /** The report's rows by user name; empty without a report. */
  readonly rows: ReadonlyMap<string, ReportRow>;
}

/** A report takes 2 to 10 s to make; one that takes a minute is not waited for. */
const REPORT_POLLS = [4, 3, 4, 5, 10, 10, 20].map((seconds) => seconds * SECOND);

/**
 * Users that may need something. The credential report only picks them: it is up to four hours old, and nothing is done
 * on its word.
 */
export const discover = async (context: AccountContext): Promise<Candidates> => {
  const report = context.settings.discovery === 'report' ? await readReport(context) : 'refused';
  const rows = report === 'refused' ? await listUsers(context) : report;
  return {
    names: rows.filter((row) => isCandidate(context, row.keys)).map(({ user }) => user),
    users: rows.length,
    keys: rows.reduce((sum, { keys }) => sum + keys.length, 0),
    rows: new Map(rows.map((row) => [row.user, row])),
  };
};

const readReport = async ({ session, pause, ...time }: AccountContext): Promise<readonly ReportRow[] | 'refused'> => {
  let state: 'ready' | 'in-progress' | 'refused' = await session.users.requestCredentialReport();
  for (const ms of REPORT_POLLS) {
    if (state === 'refused') return 'refused';
    if (state === 'in-progress') {
      session.releaseClients();
      await pause(ms);
    }
    const report = await session.users.credentialReport();
    if (report !== 'in-progress') return report;
    if (isLate(time)) throw outOfTimeToList('keys of the report');
    state = 'in-progress';
  }
  return 'refused';
};

/** Where the report is refused or does not come, or is not wanted: what it would tell, user by user and key by key. */
const listUsers = async ({ session: { users }, settings, ...time }: AccountContext): Promise<readonly ReportRow[]> => {
  const rows: ReportRow[] = [];
  for await (const page of inTime(users.list(), 'users', time))
    rows.push(
      ...(await mapConcurrent(page, settings.parallelUsers, async ({ name, arn }) => {
        if (isLate(time)) throw outOfTimeToList('keys');
        return { user: name, arn, keys: await readKeys(users, name) };
      })),
    );
  return rows;
};

/**
 * Without a secret of ours there is nothing to finish: who has an active key, and none that is due, needs nothing
 * either, unless the organization has inactive keys deleted.
 */
export const isYoung = ({ settings, clock }: AccountContext, { keys }: ReportRow): boolean => {
  const { rotateAfterDays, inactiveKeys } = settings.policy;
  const active = keys.filter(({ status }) => status === 'Active');
  const isDated = active.every(({ createdAt }) => createdAt && !isOver(createdAt, rotateAfterDays, clock.now()));
  return active.length > 0 && isDated && (active.length === keys.length || inactiveKeys !== 'delete');
};

type ReportedKey = Pick<ReportRow['keys'][number], 'status' | 'createdAt'>;

/** One young active key needs nothing, whatever else is true. */
const isCandidate = ({ settings, clock }: AccountContext, keys: readonly ReportedKey[]): boolean => {
  if (keys.length === 0) return false;
  const [key] = keys;
  if (keys.length > 1 || key === undefined || key.status === 'Inactive' || key.createdAt === undefined) return true;
  return isOver(key.createdAt, settings.policy.rotateAfterDays, clock.now());
};
