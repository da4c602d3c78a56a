import { z } from 'zod';

/** What Stryker writes as its JSON report, as far as the score needs it. */
const report = z.object({
  files: z.record(z.string(), z.object({ mutants: z.array(z.object({ status: z.string() })) })),
});

const FOUND = new Set(['Killed', 'Timeout']);
const LEFT = new Set(['Survived', 'NoCoverage']);

/** The counters of a Stryker report; anything else is left as it is. */
export const asCounters = (file: unknown): unknown => {
  const { data } = report.safeParse(file);
  if (data === undefined) return file;
  const statuses = Object.values(data.files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const found = statuses.filter((status) => FOUND.has(status)).length;
  const left = statuses.filter((status) => LEFT.has(status)).length;
  return { coreMutantsFound: Math.floor((100 * found) / (found + left)) };
};
