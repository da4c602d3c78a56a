import type { Digest, PlannedStep } from '../app/notices/digest.ts';

/** What a dry run would have done. A real run plans nothing: it does. */
export const plannedOf = ({ isDryRun, planned = [] }: Digest): readonly PlannedStep[] =>
  isDryRun ? planned.filter(({ step }) => step !== 'NOTHING') : [];
