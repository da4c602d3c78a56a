import { isOver, SECOND } from '../core/time.ts';
import type { ReportRow } from './ports.ts';
import type { Workplace } from './workplace.ts';

/** Whom to look at, and what the account holds. */
export interface Candidates {
  readonly names: readonly string[];
  readonly users: number;
  readonly keys: number;
}

/** A report takes seconds to make. */
const REPORT_POLLS = [1, 1, 2, 2, 4, 5, 5, 5, 5].map((seconds) => seconds * SECOND);

/** Users that may need something. The credential report only picks them: it is up to four hours old, and nothing is done on its word. */
export const discover = async (place: Workplace): Promise<Candidates> => {
  const rows = place.settings.discovery === 'report' ? await readReport(place) : 'refused';
  if (rows === 'refused') return listUsers(place);
  const names = rows.filter((row) => needsLook(place, row.keys)).map(({ user }) => user);
  return { names, users: rows.length, keys: rows.reduce((sum, { keys }) => sum + keys.length, 0) };
};

const readReport = async ({ session: { users }, clock }: Workplace): Promise<readonly ReportRow[] | 'refused'> => {
  for (const pause of [...REPORT_POLLS, undefined]) {
    const state = await users.requestCredentialReport();
    const report = state === 'ready' ? await users.credentialReport() : state;
    if (report !== 'in-progress') return report;
    if (pause !== undefined) await clock.sleep(pause);
  }
  return 'refused';
};

/** Where the report is refused or does not come: every user, by its keys. */
const listUsers = async (place: Workplace): Promise<Candidates> => {
  const { users } = place.session;
  const names: string[] = [];
  let total = 0;
  let keyCount = 0;
  for await (const page of users.names()) {
    const keys = await Promise.all(page.map((name) => users.keys(name)));
    total += page.length;
    keyCount += keys.flat().length;
    names.push(...page.filter((_, index) => needsLook(place, keys[index] ?? [])));
  }
  return { names, users: total, keys: keyCount };
};

type Glimpse = Pick<ReportRow['keys'][number], 'status' | 'createdAt'>;

/** One young active key needs nothing, whatever else is true. */
const needsLook = ({ settings, clock }: Workplace, keys: readonly Glimpse[]): boolean => {
  if (keys.length === 0) return false;
  const [key] = keys;
  if (keys.length > 1 || key === undefined || key.status === 'Inactive' || key.createdAt === undefined) return true;
  return isOver(key.createdAt, settings.policy.rotateAfterDays, clock.now());
};
