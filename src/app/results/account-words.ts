import { explain, type ReasonCode, remedyFor } from '../../core/reasons.ts';
import type { AccountResult } from './result.ts';
import type { UserRecord } from './user-record.ts';

/** What an account's line says besides its outcome. */
export type AccountWords = Pick<AccountResult, 'error' | 'message' | 'remedy'>;

const ofDenials: ReadonlySet<ReasonCode> = new Set(['key-denied', 'keys-denied']);

/** What the account's line says once, where AWS denies new keys to several of its users. */
export const deniedKeysIn = (records: readonly UserRecord[]): AccountWords => {
  const reasons = records.flatMap(({ planned }) => planned?.plan.reason ?? []).filter((code) => ofDenials.has(code));
  const remedy = remedyFor('keys-denied', {});
  if (reasons.length < 2 || remedy === undefined) return {};
  return { message: `${reasons.length} users wait for a new key: ${explain('keys-denied', {})}`, remedy };
};
