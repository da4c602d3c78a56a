import type { Visited } from './documents.ts';
import { readJson } from './json.ts';
import { runKeys } from './keys.ts';
import type { RunStore } from './ports.ts';
import type { VisitRequest } from './visit-request.ts';

/** The visit with its limits on new keys less what earlier visits of the account made in the same run. */
export const lessRotated = async (visit: VisitRequest, store: RunStore): Promise<VisitRequest> => {
  const { ticket, settings, round } = visit;
  const { rotationsPerAccount } = settings.pace;
  if (round === 0 || (rotationsPerAccount === undefined && ticket.rotations === undefined)) return visit;
  const rotated = await rotatedBefore(visit, store);
  const less = (limit: number | undefined) => limit && Math.max(0, limit - rotated);
  return {
    ...visit,
    ticket: { ...ticket, rotations: less(ticket.rotations) },
    settings: { ...settings, pace: { ...settings.pace, rotationsPerAccount: less(rotationsPerAccount) } },
  };
};

const rotatedBefore = async ({ run, ticket, round }: VisitRequest, store: RunStore): Promise<number> => {
  const keys = Array.from({ length: round }, (_, earlier) => runKeys.visited(run.id, ticket.account, earlier));
  const visits = await Promise.all(keys.map((key) => readJson<Visited>(store, key)));
  return visits.reduce((sum, visited) => sum + (visited?.result.summary.rotated ?? 0), 0);
};
