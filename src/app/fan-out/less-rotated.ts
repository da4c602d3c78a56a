import type { Visited } from '../run-bucket/documents.ts';
import type { VisitRequest } from './visit-request.ts';

/** The visit with its limits on new keys less what earlier visits of the account made in the same run. */
export const lessRotated = (visit: VisitRequest, earlier: readonly Visited[]): VisitRequest => {
  const { ticket, settings } = visit;
  const { rotationsPerAccount } = settings.pace;
  const rotated = earlier.reduce((sum, { result }) => sum + result.summary.rotated, 0);
  const less = (limit: number | undefined) => limit && Math.max(0, limit - rotated);
  return {
    ...visit,
    ticket: { ...ticket, rotations: less(ticket.rotations) },
    settings: { ...settings, pace: { ...settings.pace, rotationsPerAccount: less(rotationsPerAccount) } },
  };
};
