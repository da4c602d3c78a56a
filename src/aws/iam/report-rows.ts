import { parse } from 'csv-parse/sync';
import type { ReportRow } from '../../app/ports/iam.ts';
import { type Instant, instant } from '../../core/time.ts';

/** The report's users, without the root user's row; `undefined` for a text that is not such a report. */
export const readCredentialReport = (csv: string): readonly ReportRow[] | undefined => {
  const rows = rowsOf(csv);
  if (rows === undefined || !rows.every(hasColumns)) return undefined;
  // The root user's row shows which columns there are; what stands in it says nothing of anybody here.
  const users = rows.filter(({ user }) => user !== '<root_account>');
  return users.every(isComplete) ? users.map(readRow) : undefined;
};

type Row = Readonly<Record<string, string | undefined>>;

/** User names may hold commas, so only a real parser will do; columns come and go, so only names count. */
const rowsOf = (csv: string): readonly Row[] | undefined => {
  try {
    const rows: readonly Row[] = parse(csv, { columns: true, skip_empty_lines: true, bom: true });
    // Without a row there is no telling whether the columns were there; AWS always sends the root user's.
    return rows.length === 0 && !csv.startsWith('user,') ? undefined : rows;
  } catch {
    return undefined;
  }
};

const SLOTS = ['access_key_1', 'access_key_2'] as const;

const hasColumns = (row: Row): boolean =>
  SLOTS.every((slot) => row[`${slot}_active`] !== undefined && row[`${slot}_last_rotated`] !== undefined);

const isComplete = (row: Row): boolean =>
  Boolean(row.user && row.arn) && SLOTS.every((slot) => isBoolean(row[`${slot}_active`]));

/** AWS documents `TRUE` and `FALSE` (IAM, "Understanding the report format"), and sends them in lower case. */
const isBoolean = (text: string | undefined): boolean => /^(true|false)$/i.test(text ?? '');

const readRow = (row: Row): ReportRow => ({
  user: row.user ?? '',
  arn: row.arn ?? '',
  keys: SLOTS.flatMap((slot) => readKey(row, slot)),
});

/** An inactive key keeps its date; one that does not exist is inactive and has none. */
const readKey = (row: Row, slot: (typeof SLOTS)[number]): ReportRow['keys'] => {
  const isActive = row[`${slot}_active`]?.toLowerCase() === 'true';
  const createdAt = readDate(row[`${slot}_last_rotated`]);
  if (!isActive && createdAt === undefined) return [];
  const lastUsedAt = readDate(row[`${slot}_last_used_date`]);
  const lastUsedService = lastUsedAt === undefined ? undefined : row[`${slot}_last_used_service`];
  return [{ status: isActive ? 'Active' : 'Inactive', createdAt, lastUsedAt, lastUsedService }];
};

/** `N/A`, `no_information` and `not_supported` are no dates. */
const readDate = (text: string | undefined): Instant | undefined => {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}T/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : instant(ms);
};
